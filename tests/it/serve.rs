//! `lagesbild serve` as a user meets it: the address, one line of log per request, a graceful stop, a port in use.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

fn lagesbild(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lagesbild"));
    command.current_dir(folder).env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts a server on a free port; gives it with its address once it says that it listens.
fn start(command: &mut Command) -> (Child, String) {
    let mut server = command.args(["serve", "--bind", "127.0.0.1:0"]).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).expect(&line).split('/').next().unwrap().to_owned();
    (server, address)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Stops a server as an administrator does; gives its status and what it logged.
fn stop(server: Child) -> (Option<i32>, String) {
    // By the shell, as a minimal system has no program for it.
    let told = Command::new("sh").args(["-c", &format!("kill -TERM {}", server.id())]).status().unwrap();
    assert!(told.success());
    let output = server.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn each_request_is_logged_without_what_was_asked_and_the_stop_is_graceful() {
    let folder = tempfile::tempdir().unwrap();
    let (server, address) = start(&mut lagesbild(folder.path()));
    assert!(get(&address, "/organisationer/farsta?ar=hemligt").starts_with("HTTP/1.1 404"));
    assert!(get(&address, "/om").starts_with("HTTP/1.1 200"));
    let (status, log) = stop(server);
    assert_eq!(status, Some(0), "{log}");
    assert!(log.contains("answered 200 on /om") && log.contains("duration_ms="), "{log}");
    assert!(log.contains("answered 404 on /organisationer/{key}"), "{log}");
    assert!(!log.contains("hemligt") && !log.contains("farsta"), "{log}");
    assert!(log.contains("stopped"), "{log}");
}

#[test]
fn the_log_can_be_made_json_and_be_turned_off() {
    let folder = tempfile::tempdir().unwrap();
    let (server, address) = start(lagesbild(folder.path()).env("LAGESBILD_LOG_FORMAT", "json"));
    get(&address, "/om");
    let (_, log) = stop(server);
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let request = lines.iter().find(|line| line["fields"]["route"] == "/om").expect(&log);
    assert_eq!((&request["fields"]["status"], &request["level"]), (&200.into(), &"INFO".into()));

    let (server, address) = start(lagesbild(folder.path()).env("LAGESBILD_LOG", "off"));
    get(&address, "/om");
    assert_eq!(stop(server), (Some(0), String::new()));
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = lagesbild(folder.path()).args(["serve", "--bind", &address]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("is in use") && told.contains("--bind"), "{told}");
    assert!(!folder.path().join("lagesbild.sqlite").exists(), "the database is left alone");
}

#[test]
fn a_log_level_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let output = lagesbild(folder.path()).args(["register", "list"]).env("LAGESBILD_LOG", "a=b=c").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("LAGESBILD_LOG"), "{told}");
}
