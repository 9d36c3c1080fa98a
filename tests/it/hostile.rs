//! Files that are broken, odd or made to do harm, sent in through the program itself as anyone might send them.
//!
//! Every one of them ends within ten seconds and 512 MB with a clear error or is read with a warning; a good review beside
//! them is kept, no other file is touched, and the database is whole.

mod make;
mod measured;

use std::{collections::BTreeSet, path::Path};

use lagesbild::store::{Location, Store};

use self::{
    make::{
        deflated_zeros, docx, docx_of, docx_of_zeros, nested_forms, pdf, pdf_page, pdf_review, stream, zip_of_deflated,
    },
    measured::{Run, run},
};
use crate::fuzz::zip;

/// A review that any reader of plain text places.
const REVIEW: &str = "Kulturnämnden\n\nLedningens genomgång 2026\n\nÅtgärder 2026\n\n\
    - Genomföra utbildning för alla chefer\n- Öva reservrutiner för kassan\n";

/// What must become of a file.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// It is refused, and the reason holds these words.
    Refused(&'static str),
    /// It is read: organisation, year and two actions, and the warnings hold these words.
    Whole(&'static str),
    /// It is kept, and what is told of it holds these words.
    Kept(&'static str),
    /// Either: what it costs decides, and that differs from machine to machine.
    Either,
}

use Told::{Either, Kept, Refused, Whole};

/// Ingests files beside a good one and checks all that must hold whatever they are.
fn check(files: &[(&str, Vec<u8>, Told)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("in");
    std::fs::create_dir(&inbox).unwrap();
    std::fs::write(inbox.join("aaa good.txt"), REVIEW).unwrap();
    for (name, bytes, _) in files {
        std::fs::write(inbox.join(name), bytes).unwrap();
    }
    let before = names(folder.path());
    // By name, so that those are taken whose names are not those of reviews.
    let mut arguments = vec!["ingest".to_owned(), "in/aaa good.txt".to_owned()];
    arguments.extend(files.iter().map(|(name, ..)| format!("in/{name}")));
    let told = run(folder.path(), &arguments);

    let good = told.out.lines().find(|line| line.starts_with("in/aaa good.txt: Kulturnämnden, 2026"));
    assert!(good.is_some_and(|line| line.contains(": 2 actions")), "{told}");
    let all = format!("{}{}", told.out, told.err);
    assert!(!all.contains("panicked") && !all.contains("fault of the program"), "{told}");
    for (name, bytes, expected) in files {
        let shown = format!("in/{name}: ").replace('\n', "\\n").replace('\u{1b}', "\\u{1b}");
        let lines: Vec<&str> = all.split('\n').collect();
        let at = lines.iter().position(|line| line.starts_with(&shown));
        let own: Vec<&str> = match at {
            Some(at) => {
                let warnings = lines[at + 1..].iter().take_while(|line| line.starts_with("  warning: "));
                std::iter::once(&lines[at]).chain(warnings).map(|line| line.trim_start_matches(&shown)).collect()
            }
            None => panic!("{name} ({} bytes) is not told of: {told}", bytes.len()),
        };
        let own = own.join("\n");
        match expected {
            Refused(part) => assert!(own.starts_with("error: ") && own.contains(part), "{name}: {own}"),
            Whole(part) => {
                let begins = own.starts_with("Kulturnämnden, 2026") && own.contains(": 2 actions");
                assert!(begins && own.contains(part), "{name}: {own}");
            }
            Kept(part) => assert!(!own.starts_with("error: ") && own.contains(part), "{name}: {own}"),
            Either => {}
        }
    }
    let refused = told.err.matches(": error: ").count();
    assert_eq!(told.status, i32::from(refused > 0), "{told}");

    // Nothing but the database is new, it holds what was said, and nothing half.
    let mut after = names(folder.path());
    after.retain(|name| !name.starts_with("lagesbild.sqlite"));
    assert_eq!(after, before);
    let store = Store::open(&Location::Sqlite(folder.path().join("lagesbild.sqlite"))).unwrap();
    let kept = told.out.lines().filter(|line| line.starts_with("in/") && !line.contains(": unchanged")).count();
    assert_eq!(store.documents().unwrap().len(), kept, "{told}");
    store.dataset().unwrap();
    drop(store);
    let again = run(folder.path(), &["ingest".to_owned(), "in/aaa good.txt".to_owned()]);
    assert!(again.out.starts_with("in/aaa good.txt: unchanged"), "{again}");
    told
}

/// The files in and below a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            found.insert(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Bytes that look random and are the same each time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_is_empty_or_no_document_is_refused_by_name() {
    check(&[
        ("empty.txt", Vec::new(), Refused("the file is empty")),
        ("blank.txt", b" \n\t\r\n".to_vec(), Refused("the file is empty")),
        ("empty.pdf", Vec::new(), Refused("the file is empty")),
        ("noise.txt", noise(50_000), Refused("not text")),
        ("noise.pdf", [b"%PDF-1.7\n".to_vec(), noise(50_000)].concat(), Refused("PDF is damaged")),
        ("noise.docx", [b"PK\x03\x04".to_vec(), noise(50_000)].concat(), Refused("ZIP archive is damaged")),
        ("noise.odt", noise(1), Either),
        ("zeros.txt", vec![0; 100_000], Refused("not text")),
    ]);
}

#[test]
fn a_pdf_that_is_broken_or_locked_is_refused_by_name() {
    let whole = pdf_review();
    let no_pages = pdf(&[b"<</Type /Catalog /Pages 2 0 R>>".to_vec(), b"<</Type /Pages /Kids [] /Count 0>>".to_vec()]);
    let locked = [
        whole.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(b"trailer")).collect::<Vec<_>>().join(&b'\n'),
        b"\ntrailer\n<</Root 1 0 R /Size 6 /ID [<00><00>] /Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <".to_vec(),
        b"11".repeat(32),
        b"> /U <".to_vec(),
        b"22".repeat(32),
        b">>>>>\nstartxref\n0\n%%EOF".to_vec(),
    ];
    check(&[
        ("no pages.pdf", no_pages, Refused("the file is empty")),
        ("cut.pdf", whole[..whole.len() / 3].to_vec(), Refused("PDF is damaged")),
        ("cut late.pdf", whole[..whole.len() - 150].to_vec(), Kept(": 1 action")),
        ("locked.pdf", locked.concat(), Refused("PDF is locked by a password")),
        ("a pdf.docx", whole.clone(), Kept("Kulturnämnden, 2026")),
        ("deep.pdf", pdf_page([b"[".repeat(200_000), b"]".repeat(200_000)].concat(), &[]), Either),
        (
            "deep contents.pdf",
            pdf_page(stream("", &[b"[".repeat(200_000), b"<<".repeat(200_000)].concat()), &[]),
            Either,
        ),
        (
            "own parent.pdf",
            pdf(&[
                b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
                b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>".to_vec(),
            ]),
            Either,
        ),
        ("own length.pdf", pdf_page(b"<</Length 4 0 R>>\nstream\nBT ET\nendstream".to_vec(), &[]), Either),
    ]);
}

#[test]
fn a_document_is_read_by_what_it_is_and_not_by_its_name() {
    let word = docx(
        "",
        &["Kulturnämnden", "Ledningens genomgång 2026", "Åtgärder 2026", "- Öva reservrutiner", "- Klassa alla system"],
    );
    check(&[
        ("word.pdf", word.clone(), Whole("")),
        ("word.txt", word, Either),
        ("text.zip", [REVIEW, "- Klassa\n"].concat().into_bytes(), Kept("2 actions")),
        (
            "page.odt",
            b"<html><body><h1>Ledningens genomg\xc3\xa5ng 2026</h1><p>Text</body></html>".to_vec(),
            Kept("2026"),
        ),
        ("no name", [REVIEW, "\n"].concat().into_bytes(), Whole("")),
    ]);
}

#[test]
fn a_pdf_made_to_exhaust_time_or_memory_costs_its_own_file_alone() {
    let wrapped = |zeros: Vec<u8>| [b"\x78\x01".to_vec(), zeros].concat();
    let run = check(&[
        ("laughs.pdf", nested_forms(30), Refused("")),
        ("zeros.pdf", pdf_page(stream(" /Filter /FlateDecode", &wrapped(deflated_zeros(2 << 30))), &[]), Refused("")),
        (
            "own form.pdf",
            pdf_page(
                stream("", b"/X Do"),
                &[stream(
                    " /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>",
                    b"/X Do /X Do",
                )],
            ),
            Either,
        ),
    ]);
    assert!(run.err.contains("more than") || run.err.contains("takes more than"), "{run}");
}

#[test]
fn an_office_document_that_unpacks_without_end_is_refused() {
    let zeros = deflated_zeros(200 << 20);
    let members: Vec<(String, &[u8], u32)> =
        (0..20).map(|at| (format!("{at}.txt"), zeros.as_slice(), 200 << 20)).collect();
    let members: Vec<(&str, &[u8], u32)> =
        members.iter().map(|(name, bytes, size)| (name.as_str(), *bytes, *size)).collect();
    let flat = zip_of_deflated(&members);
    // Each level holds ten of the level below.
    let nested = (0..5).fold(zip_of_deflated(&[("noll.txt", &deflated_zeros(1 << 20), 1 << 20)]), |inner, _| {
        let names: Vec<String> = (0..10).map(|at| format!("{at}.zip")).collect();
        zip(&names.iter().map(|name| (name.as_str(), inner.as_slice())).collect::<Vec<_>>())
    });
    check(&[
        ("zeros.docx", docx_of_zeros(1 << 30), Refused("save the document anew")),
        ("flat.zip", flat, Refused("unpacks to more than the limit")),
    ]);
    // A nested one is told member by member, and none is opened twice deep.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nested.zip"), nested).unwrap();
    let told = run(folder.path(), &["ingest".to_owned(), "nested.zip".to_owned()]);
    assert_eq!(told.status, 2, "{told}");
    assert!(told.err.lines().all(|line| line.contains(": error: ") || line.contains("not usable")), "{told}");
}

#[test]
fn entities_are_never_expanded_and_nothing_outside_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "HEMLIGT-INNEHÅLL").unwrap();
    let laughs: String =
        (1..30).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10))).collect();
    let declared = format!(
        "<!DOCTYPE d [<!ENTITY a0 \"ha\">{laughs}<!ENTITY x SYSTEM \"file://{}\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]>",
        secret.display()
    );
    let lines =
        ["Kulturnämnden", "Ledningens genomgång 2026", "Åtgärder 2026", "- Öva &a29; nu &x;", "- Klassa alla system"];
    let bytes = docx(&declared, &lines);
    check(&[("laughs.docx", bytes.clone(), Whole(""))]);
    std::fs::write(folder.path().join("a.docx"), bytes).unwrap();
    let told = run(folder.path(), &["extract".to_owned(), "a.docx".to_owned()]);
    assert_eq!(told.status, 0, "{told}");
    assert!(told.out.contains("Öva nu") && !told.out.contains("HEMLIGT") && !told.out.contains("haha"), "{told}");
}

#[test]
fn names_in_an_archive_lead_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("a/b/in");
    std::fs::create_dir_all(&inbox).unwrap();
    let names = [
        "../../ut.txt",
        "..\\..\\ut.txt",
        "/var/lagesbild-absolut.txt",
        "/tmp/lagesbild-ut.txt",
        "in/../../../upp.txt",
        "C:\\ut.txt",
        "\u{202e}txt.ut\n.txt",
    ];
    let reviews: Vec<String> = (0..names.len()).map(|at| format!("{REVIEW}- Åtgärd nummer {at} genomförs\n")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().zip(&reviews).map(|(name, text)| (*name, text.as_bytes())).collect();
    std::fs::write(inbox.join("all.zip"), zip(&members)).unwrap();
    let before = self::names(folder.path());
    let told = run(&inbox, &["ingest".to_owned(), "all.zip".to_owned()]);
    assert_eq!(told.status, 0, "{told}");
    assert_eq!(told.out.lines().filter(|line| line.starts_with("all.zip/")).count(), names.len(), "{told}");
    assert!(!told.out.contains("..") && !told.out.contains('\u{202e}') && !told.out.contains('\\'), "{told}");
    let mut after = self::names(folder.path());
    after.retain(|name| !name.starts_with("a/b/in/lagesbild.sqlite"));
    assert_eq!(after, before);
    assert!(!Path::new("/tmp/lagesbild-ut.txt").exists());
}

#[test]
fn text_in_any_encoding_and_with_odd_characters_is_read() {
    let nul = REVIEW.replace("Öva", "Öva\0");
    let odd = REVIEW.replace("Öva ", "\u{202e}Öva\u{202c} \u{200b}\u{2060}").replace("chefer", "che\u{ad}fer\u{200f}");
    check(&[
        ("latin1.txt", latin1(REVIEW), Whole("windows-1252")),
        ("utf16le.txt", utf16(REVIEW, u16::to_le_bytes), Whole("UTF-16LE")),
        ("utf16be.txt", utf16(REVIEW, u16::to_be_bytes), Whole("UTF-16BE")),
        ("utf16 mark.txt", [b"\xff\xfe".to_vec(), utf16(REVIEW, u16::to_le_bytes)].concat(), Whole("UTF-16LE")),
        ("utf8 mark.txt", [b"\xef\xbb\xbf".to_vec(), REVIEW.into()].concat(), Whole("")),
        ("nul.txt", nul.into_bytes(), Whole("warning: ")),
        ("bidi.txt", odd.into_bytes(), Whole("")),
        ("half.txt", [REVIEW.as_bytes(), b"- F\xc3\xb6rvara nycklar s\xe4kert\n"].concat(), Kept("3 actions")),
    ]);
}

#[test]
fn thirty_megabytes_of_text_are_read_or_refused_in_time() {
    let line = [REVIEW.as_bytes(), "Öva reservrutiner för kassan. ".repeat(30_000_000 / 31).as_bytes()].concat();
    let lines = [REVIEW.as_bytes(), "- a\n".repeat(30_000_000 / 4).as_bytes()].concat();
    check(&[("one line.txt", line, Either)]);
    check(&[("short lines.txt", lines, Either)]);
    check(&[("no word.txt", b"x".repeat(30_000_000), Either)]);
    check(&[("too large.txt", vec![b' '; (32 << 20) + 1], Refused("more than the limit of 33554432"))]);
}

#[test]
fn depth_without_end_is_cut_off() {
    let deep = |open: &str, close: &str, times: usize| format!("{}{REVIEW}{}", open.repeat(times), close.repeat(times));
    let page = |inner: String| format!("<html><body><h1>Ledningens genomgång 2026</h1>{inner}").into_bytes();
    let paragraph = "<w:p><w:r><w:t>Ledningens genomgång 2026</w:t></w:r></w:p>";
    let word = |inner: String| docx_of(&format!("<w:document><w:body>{paragraph}{inner}</w:body></w:document>"));
    check(&[
        ("div.html", page(deep("<div>", "</div>", 100_000)), Kept("")),
        ("table.html", page(deep("<table><tr><td>", "", 100_000)), Kept("")),
        ("list.html", page(deep("<ul><li>", "", 100_000)), Kept("")),
        ("table.docx", word(deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 50_000)), Kept("")),
        (
            "quotes.md",
            [REVIEW, &">".repeat(100_000), "\n", &"- ".repeat(100_000), "\n", &"(".repeat(100_000)]
                .concat()
                .into_bytes(),
            Kept(""),
        ),
        ("deep.json", [b"{\"actions\":".to_vec(), b"[".repeat(100_000)].concat(), Either),
    ]);
}

#[test]
fn no_file_name_does_harm() {
    let quotes = "a'\"; DROP TABLE review; --.txt";
    let lines = "rad\nbruten.txt: Farsta, 2026\u{1b}[2J.txt";
    let script = "报告 تقرير отчёт <script>alert(1)</script>.txt".replace('/', "∕");
    let text = |at: usize| format!("{REVIEW}- Åtgärd nummer {at} genomförs\n").into_bytes();
    check(&[
        (quotes, text(1), Kept("Kulturnämnden, 2026")),
        (lines, text(2), Kept("Kulturnämnden, 2026")),
        (&script, text(3), Kept("Kulturnämnden, 2026")),
        ("-rf.txt", text(4), Kept("Kulturnämnden, 2026")),
        ("$(touch x) `touch y`.txt", text(5), Kept("Kulturnämnden, 2026")),
    ]);
}

#[test]
fn formulas_and_markup_go_out_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let action =
        "=HYPERLINK(\"http://example.org/?\"&A1;\"Öppna\") <script>alert('x')</script> <img src=x onerror=alert(1)>";
    std::fs::write(folder.path().join("a.txt"), format!("{REVIEW}- {action}\n- @SUM(1+1) kör vi\n")).unwrap();
    let run =
        |arguments: &[&str]| run(folder.path(), &arguments.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    assert_eq!(run(&["ingest", "a.txt"]).status, 0);
    let csv = run(&["export", "atgarder"]);
    let texts: Vec<String> = crate::web::rows_of_csv(&csv.out).into_iter().map(|row| row["action"].clone()).collect();
    assert!(texts.iter().any(|text| text.starts_with("'=HYPERLINK")), "{csv}");
    assert!(texts.iter().all(|text| !text.starts_with(['=', '+', '-', '@'])), "{csv}");
}
