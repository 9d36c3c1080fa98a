//! Why the store could not do what it was asked.

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The location names nothing.
    #[error("the database names no file; give a path such as lagesbild.sqlite")]
    NoLocation,
    /// SQLite in memory.
    #[error("a database in memory is not supported; give the path of a file")]
    InMemory,
    /// PostgreSQL, which comes later.
    #[error("PostgreSQL is not supported yet; give the path of a SQLite file, such as lagesbild.sqlite")]
    PostgresNotYet,
    /// The file cannot be opened or made.
    #[error("the database {path} cannot be opened: {reason}")]
    Open {
        /// Where it is.
        path: String,
        /// What the database engine or the system said.
        reason: String,
    },
    /// The file is a database, but another program's.
    #[error("{path} is a database of another program; name another file with --database")]
    Foreign {
        /// Where it is.
        path: String,
    },
    /// A newer version of the program has changed the database.
    #[error(
        "the database {path} is newer than this program (it holds the change {migration}, which is not known here); use the newer program, or another database"
    )]
    Newer {
        /// Where it is.
        path: String,
        /// The first change that the program does not know.
        migration: String,
    },
    /// The migrations could not be run.
    #[error("the database {path} could not be brought up to date: {reason}")]
    Migrate {
        /// Where it is.
        path: String,
        /// What the database engine said.
        reason: String,
    },
    /// Another program holds the database.
    #[error("the database is busy: another program is writing to it; try again when it is done")]
    Busy,
    /// No connection could be had.
    #[error("no connection to the database: {0}")]
    Connection(String),
    /// A stored value that the program does not understand.
    #[error("the database holds a value that cannot be read ({0}); restore it from a backup")]
    Damaged(String),
    /// Anything else that the database engine refused.
    #[error("the database refused: {0}")]
    Database(String),
}
