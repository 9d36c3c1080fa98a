//! Opens the database: connections with their settings, migrations at start, and the refusal of what is not ours.

use diesel::{
    connection::SimpleConnection,
    migration::MigrationSource,
    prelude::*,
    r2d2::{CustomizeConnection, ManageConnection, Pool, R2D2Connection},
    result::{DatabaseErrorKind, Error as DieselError},
    sqlite::Sqlite,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Location, StoreError, schema::state};

/// A connection to whichever database was named. Every query is written once, for this.
#[derive(diesel::MultiConnection)]
pub(super) enum AnyConnection {
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// The pool of connections that all clones of a store share.
pub(super) type Connections = Pool<Manager>;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Readers do not wait for one another; more connections than this only take memory.
const MOST_CONNECTIONS: u32 = 8;

/// What each connection to SQLite is told first. FULL: an answered upload is on disk. The timeout stands first, as
/// changing to WAL may have to wait for another program.
const SETTINGS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                        PRAGMA foreign_keys = ON;";

/// Makes connections. Ours rather than diesel's, which for several databases tries each and hides the reason.
#[derive(Debug)]
pub(super) struct Manager {
    location: Location,
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        match &self.location {
            Location::Sqlite(path) => {
                let fault = |reason: String| StoreError::Open { path: self.location.to_string(), reason };
                // Made absolute so that no part of a name (`file:`, `?`) is taken for an address.
                let whole = std::path::absolute(path).map_err(|error| fault(error.to_string()))?;
                let name = whole.to_str().ok_or_else(|| fault("its path is not valid UTF-8".to_owned()))?;
                let connection = SqliteConnection::establish(name).map_err(|error| fault(error.to_string()))?;
                Ok(AnyConnection::Sqlite(connection))
            }
        }
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        connection.ping().map_err(StoreError::from)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || connection.is_broken()
    }
}

#[derive(Debug)]
struct Settle;

impl CustomizeConnection<AnyConnection, StoreError> for Settle {
    fn on_acquire(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        match connection {
            AnyConnection::Sqlite(connection) => connection.batch_execute(SETTINGS).map_err(StoreError::from),
        }
    }
}

/// Opens the database, makes it where it is missing, and brings it up to date.
pub(super) fn open(location: &Location) -> Result<Connections, StoreError> {
    // Once by hand first, as the pool tells of a failed connection only after a long wait.
    let manager = Manager { location: location.clone() };
    check_folder(location)?;
    let mut first = manager.connect()?;
    Settle.on_acquire(&mut first).map_err(|error| match error {
        StoreError::Database(reason) => StoreError::Open { path: location.to_string(), reason },
        other => other,
    })?;
    migrate(&mut first, location)?;
    drop(first);
    Pool::builder()
        .max_size(MOST_CONNECTIONS)
        .min_idle(Some(1))
        .test_on_check_out(false)
        .connection_timeout(std::time::Duration::from_secs(15))
        .connection_customizer(Box::new(Settle))
        .build(manager)
        .map_err(|error| StoreError::Connection(error.to_string()))
}

/// SQLite says only "unable to open database file"; the usual reasons deserve words.
fn check_folder(location: &Location) -> Result<(), StoreError> {
    let Location::Sqlite(path) = location;
    let fault = |reason: &str| Err(StoreError::Open { path: location.to_string(), reason: reason.to_owned() });
    if path.is_dir() {
        return fault("it is a folder; name a file in it");
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() && !parent.is_dir() => {
            fault("its folder does not exist; make it first")
        }
        _ => Ok(()),
    }
}

fn migrate(connection: &mut AnyConnection, location: &Location) -> Result<(), StoreError> {
    let path = location.to_string();
    match connection {
        // One writer at a time, so that two programs that start at once do not migrate twice.
        AnyConnection::Sqlite(connection) => connection.immediate_transaction(|connection| {
            let tables: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
            )
            .get_result(connection)?;
            let ours: i64 = diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "SELECT COUNT(*) FROM sqlite_master WHERE name = '__diesel_schema_migrations'",
            )
            .get_result(connection)?;
            if tables > 0 && ours == 0 {
                return Err(StoreError::Foreign { path });
            }
            let reason = |error: Box<dyn std::error::Error + Send + Sync>| error.to_string();
            let fault = |reason: String| StoreError::Migrate { path: path.clone(), reason };
            let known: Vec<String> = MigrationSource::<Sqlite>::migrations(&SQLITE)
                .map_err(|error| fault(reason(error)))?
                .iter()
                .map(|migration| migration.name().version().to_string())
                .collect();
            let applied = connection.applied_migrations().map_err(|error| fault(reason(error)))?;
            let unknown = applied.iter().map(ToString::to_string).filter(|version| !known.contains(version)).min();
            if let Some(migration) = unknown {
                return Err(StoreError::Newer { path, migration });
            }
            connection.run_pending_migrations(SQLITE).map(drop).map_err(|error| fault(reason(error)))
        }),
    }
}

/// Reads in one transaction, so that all that is read belongs together.
pub(super) fn read<T>(
    connections: &Connections,
    body: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut pooled = connections.get().map_err(|error| StoreError::Connection(error.to_string()))?;
    let connection: &mut AnyConnection = &mut pooled;
    connection.transaction(body)
}

/// Writes in one transaction. The row of `state` is taken first, which makes writers wait for one another from the
/// start: a writer that had read before would be refused at once instead.
pub(super) fn write<T>(
    connections: &Connections,
    body: impl FnOnce(&mut AnyConnection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut pooled = connections.get().map_err(|error| StoreError::Connection(error.to_string()))?;
    let connection: &mut AnyConnection = &mut pooled;
    connection.transaction(|connection| {
        diesel::update(state::table).set(state::id.eq(1)).execute(connection)?;
        body(connection)
    })
}

/// Tells every reader that the data changed.
pub(super) fn bump(connection: &mut AnyConnection) -> Result<(), StoreError> {
    diesel::update(state::table).set(state::data_version.eq(state::data_version + 1)).execute(connection)?;
    Ok(())
}

/// How often the data changed.
pub(super) fn data_version(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    Ok(state::table.select(state::data_version).first(connection)?)
}

/// Marks the data as invented.
pub(super) fn set_invented(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let unset = state::table.filter(state::invented.eq(false));
    if diesel::update(unset).set(state::invented.eq(true)).execute(connection)? > 0 {
        bump(connection)?;
    }
    Ok(())
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        let text = error.to_string();
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => StoreError::Busy,
            // The kind is Unknown for these; SQLite's fixed English text is all that tells.
            _ if text.contains("database is locked") => StoreError::Busy,
            DieselError::DeserializationError(reason) => StoreError::Damaged(reason.to_string()),
            _ => StoreError::Database(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(connection: &mut SqliteConnection) -> Vec<String> {
        diesel::dsl::sql::<diesel::sql_types::Text>(
            "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_\\_%' \
             ESCAPE '\\' ORDER BY 1",
        )
        .get_results(connection)
        .unwrap()
    }

    #[test]
    fn migrations_go_up_down_and_up_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        connection.run_pending_migrations(SQLITE).unwrap();
        let up = names(&mut connection);
        assert!(up.contains(&"table review".to_owned()), "{up:?}");
        connection.revert_all_migrations(SQLITE).unwrap();
        assert!(names(&mut connection).is_empty());
        connection.run_pending_migrations(SQLITE).unwrap();
        assert_eq!(names(&mut connection), up);
    }

    #[test]
    fn a_database_that_is_newer_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("a.sqlite"));
        drop(open(&location).unwrap());
        let manager = Manager { location: location.clone() };
        let mut connection = manager.connect().unwrap();
        // The pool closes its own connections a moment after it is dropped; the settings make this one wait for them.
        Settle.on_acquire(&mut connection).unwrap();
        connection.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20990101000000')").unwrap();
        let error = open(&location).unwrap_err();
        assert!(matches!(&error, StoreError::Newer { migration, .. } if migration == "20990101000000"), "{error}");
        assert!(error.to_string().contains("newer than this program"));
    }

    #[test]
    fn what_is_no_database_of_ours_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let other = Location::Sqlite(folder.path().join("other.sqlite"));
        let mut connection = SqliteConnection::establish(&other.to_string()).unwrap();
        connection.batch_execute("CREATE TABLE theirs (id INTEGER)").unwrap();
        assert!(matches!(open(&other), Err(StoreError::Foreign { .. })));
        assert_eq!(names(&mut connection), ["table theirs"]);

        let text = folder.path().join("a.txt");
        std::fs::write(&text, "Ledningens genomgång, inte en databas. ".repeat(100)).unwrap();
        let error = open(&Location::Sqlite(text)).unwrap_err().to_string();
        assert!(error.contains("cannot be opened") && error.contains("not a database"), "{error}");

        let missing = Location::Sqlite(folder.path().join("no/a.sqlite"));
        assert!(open(&missing).unwrap_err().to_string().contains("folder does not exist"));
        assert!(open(&Location::Sqlite(folder.path().into())).unwrap_err().to_string().contains("is a folder"));
    }

    #[test]
    fn every_connection_has_its_settings() {
        let folder = tempfile::tempdir().unwrap();
        let connections = open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
        let mut connection = connections.get().unwrap();
        let AnyConnection::Sqlite(connection) = &mut *connection;
        for (pragma, value) in [("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 10_000)] {
            let found: i32 = diesel::dsl::sql::<diesel::sql_types::Integer>(&format!("SELECT * FROM pragma_{pragma}"))
                .get_result(connection)
                .unwrap();
            assert_eq!(found, value, "{pragma}");
        }
    }

    #[test]
    fn writers_wait_for_one_another() {
        let folder = tempfile::tempdir().unwrap();
        let connections = open(&Location::Sqlite(folder.path().join("a.sqlite"))).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..25).for_each(|_| write(&connections, bump).unwrap()));
            }
        });
        let version: i64 = read(&connections, data_version).unwrap();
        assert_eq!(version, 100);
    }
}
