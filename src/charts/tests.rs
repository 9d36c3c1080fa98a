//! Drawings: what they show and say, that they are the same each run, and what they do with odd values.

use super::*;
use crate::{
    figures::{
        Bar, Bars, CellState, Column, Grid, GroupValues, Heading, Ladder, LadderCell, LadderState, Line, Matrix,
        MatrixCell, Row, Series, ShareCell, Table, Unit,
    },
    review::{Area, Kind, Measure, Rung, Status, Year},
};

const NAMES: [(&str, Kind); 46] = [
    ("Kommunstyrelsen", Kind::Kommunstyrelse),
    ("Bromma stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Enskede-Årsta-Vantörs stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Farsta stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Hägersten-Älvsjö stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Hässelby-Vällingby stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Järva stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Kungsholmens stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Norra innerstadens stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Skarpnäcks stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Skärholmens stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Södermalms stadsdelsnämnd", Kind::Stadsdelsnamnd),
    ("Arbetsmarknadsnämnden", Kind::Facknamnd),
    ("Avfallsnämnden", Kind::Facknamnd),
    ("Exploateringsnämnden", Kind::Facknamnd),
    ("Fastighetsnämnden", Kind::Facknamnd),
    ("Förskolenämnden", Kind::Facknamnd),
    ("Idrottsnämnden", Kind::Facknamnd),
    ("Kulturnämnden", Kind::Facknamnd),
    ("Kyrkogårdsnämnden", Kind::Facknamnd),
    ("Miljö- och hälsoskyddsnämnden", Kind::Facknamnd),
    ("Servicenämnden", Kind::Facknamnd),
    ("Socialnämnden", Kind::Facknamnd),
    ("Stadsbyggnadsnämnden", Kind::Facknamnd),
    ("Trafiknämnden", Kind::Facknamnd),
    ("Utbildningsnämnden", Kind::Facknamnd),
    ("Valnämnden", Kind::Facknamnd),
    ("Äldrenämnden", Kind::Facknamnd),
    ("Överförmyndarnämnden", Kind::Facknamnd),
    ("AB Familjebostäder", Kind::Bolag),
    ("AB Stockholmshem", Kind::Bolag),
    ("AB Stokab", Kind::Bolag),
    ("AB Svenska Bostäder", Kind::Bolag),
    ("Bostadsförmedlingen i Stockholm AB", Kind::Bolag),
    ("Kulturhuset Stadsteatern AB", Kind::Bolag),
    ("Micasa Fastigheter i Stockholm AB", Kind::Bolag),
    ("S:t Erik Försäkrings AB", Kind::Bolag),
    ("S:t Erik Livförsäkring AB", Kind::Bolag),
    ("S:t Erik Markutveckling AB", Kind::Bolag),
    ("Skolfastigheter i Stockholm AB", Kind::Bolag),
    ("Stockholm Business Region AB", Kind::Bolag),
    ("Stockholm Globe Arena Fastigheter AB", Kind::Bolag),
    ("Stockholm Vatten och Avfall AB", Kind::Bolag),
    ("Stockholms Hamn AB", Kind::Bolag),
    ("Stockholms Stads Parkerings AB", Kind::Bolag),
    ("Stockholms Stadshus AB", Kind::Bolag),
];

fn cell(row: usize, column: usize) -> MatrixCell {
    let state = match (row % 7, (row * 5 + column * 3) % 11) {
        (3, _) => CellState::NoReview,
        (5, _) if row.is_multiple_of(2) => CellState::Unusable,
        (_, 0 | 4) => CellState::Silent,
        (_, 7) => CellState::Zero,
        _ => CellState::Counted,
    };
    let number = |salt: usize| u32::try_from((row * row + column * salt) % (salt + 1)).unwrap_or(0);
    if state == CellState::Counted {
        MatrixCell { state, planned: 1 + number(4), ongoing: number(3), done: number(5), link: None }
    } else {
        MatrixCell { state, planned: 0, ongoing: 0, done: 0, link: None }
    }
}

fn matrix(rows: usize, language: Language) -> Matrix {
    let words = Catalogue::of(language);
    let heading = |(key, label, group): (&str, &str, &str)| Heading {
        key: key.to_owned(),
        label: label.to_owned(),
        group: group.to_owned(),
        link: None,
    };
    Matrix {
        title: words.fill("chart.comparison_title", &[("year", "2026")]),
        note: words.text("chart.comparison_note").to_owned(),
        notice: Some(words.text("chart.invented").to_owned()),
        rows: NAMES.iter().take(rows).map(|(name, kind)| heading((name, name, kind.code()))).collect(),
        columns: Area::ALL.iter().map(|area| heading((area.code(), words.area_short(*area), ""))).collect(),
        groups: vec![GroupValues {
            key: "all".to_owned(),
            label: words.text("words.whole_city").to_owned(),
            cells: (0..12).map(|part| ShareCell { part, whole: if part == 3 { 0 } else { 40 }, link: None }).collect(),
        }],
        cells: (0..rows).flat_map(|row| (0..Area::ALL.len()).map(move |column| cell(row, column))).collect(),
        legend: CellState::ALL
            .iter()
            .map(|state| (state.code().to_owned(), words.state(*state).to_owned()))
            .chain(Status::ALL.iter().map(|status| (status.code().to_owned(), words.status(*status).to_owned())))
            .collect(),
    }
}

fn bars() -> Bars {
    let words = Catalogue::of(Language::Sv);
    let bar = |label: &str, values: [u32; 3]| Bar {
        key: label.to_owned(),
        label: label.to_owned(),
        values: values.to_vec(),
        summary: words.fill(
            "chart.received_summary",
            &[
                ("received", &(values[0] + values[1]).to_string()),
                ("expected", &values.iter().sum::<u32>().to_string()),
                ("usable", &values[0].to_string()),
            ],
        ),
    };
    Bars {
        title: "Inlämnade genomgångar, VP 2026".to_owned(),
        note: words.text("chart.reporting_note").to_owned(),
        notice: None,
        parts: ["usable", "unusable", "no_review"]
            .map(|code| (code.to_owned(), words.text(&format!("report_state.{code}")).to_owned()))
            .to_vec(),
        bars: vec![
            bar("Alla", [27, 3, 16]),
            bar("Kommunstyrelsen", [1, 0, 0]),
            bar("Stadsdelsnämnder", [9, 1, 1]),
            bar("Facknämnder", [11, 0, 6]),
            bar("Bolag", [6, 2, 9]),
        ],
    }
}

fn series(years: i32) -> Series {
    let words = Catalogue::of(Language::Sv);
    let value = |area: usize, year: i32| {
        let step = (area * 37 + usize::try_from(year).unwrap_or(0) * 11) % 20;
        (area != 6 || year != 1).then(|| (f64::from(u32::try_from(step).unwrap_or(0)) / 20.0 + 0.3).min(1.0))
    };
    Series {
        title: words.text("chart.trend_title").to_owned(),
        note: words.text("chart.area_note").to_owned(),
        notice: Some(words.text("chart.invented").to_owned()),
        unit: Unit::Share,
        years: (0..years).map(|year| Year::try_from(2024 + year).unwrap()).collect(),
        lines: Area::ALL
            .iter()
            .enumerate()
            .map(|(at, area)| Line {
                key: area.code().to_owned(),
                label: words.area(*area).to_owned(),
                values: (0..years).map(|year| value(at, year)).collect(),
            })
            .collect(),
    }
}

fn grid() -> Grid {
    let words = Catalogue::of(Language::Sv);
    let axis = |name: &str| [1, 2, 3, 4, 5].map(|step| words.text(&format!("scale.{name}_{step}")).to_owned());
    Grid {
        title: "Risker, VP 2026: Hässelby-Vällingby stadsdelsnämnd".to_owned(),
        note: format!("{} {}", words.text("chart.risks_note"), words.fill("chart.risks_unrated", &[("count", "3")])),
        notice: None,
        likelihood: axis("likelihood"),
        consequence: axis("consequence"),
        counts: [[0, 2, 0, 1, 0], [0, 5, 12, 0, 1], [1, 0, 3, 128, 0], [0, 0, 2, 1, 0], [0, 0, 0, 0, 1]],
        threshold: 9,
    }
}

fn figures() -> Vec<(&'static str, Figure, Language)> {
    vec![
        ("matrix-46", Figure::Matrix(matrix(46, Language::Sv)), Language::Sv),
        ("matrix-3-en", Figure::Matrix(matrix(3, Language::En)), Language::En),
        ("matrix-0", Figure::Matrix(matrix(0, Language::Sv)), Language::Sv),
        ("bars", Figure::Bars(bars()), Language::Sv),
        ("series-4", Figure::Series(series(4)), Language::Sv),
        ("series-2", Figure::Series(series(2)), Language::Sv),
        ("series-1", Figure::Series(series(1)), Language::Sv),
        ("series-0", Figure::Series(series(0)), Language::Sv),
        ("grid", Figure::Grid(grid()), Language::Sv),
    ]
}

/// With `LAGESBILD_CHARTS_DIR` set, the pictures are kept there for people to look at.
#[test]
fn every_chart_is_a_well_formed_described_svg_of_the_same_bytes_each_time() {
    let kept = std::env::var_os("LAGESBILD_CHARTS_DIR").map(std::path::PathBuf::from);
    for (name, figure, language) in figures() {
        let style = Style::of(language);
        let drawn = svg(&figure, &style).unwrap();
        assert_eq!(drawn, svg(&figure, &style).unwrap(), "{name}");
        let document = resvg::usvg::roxmltree::Document::parse(&drawn).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        assert_eq!(root.attribute("lang"), Some(language.code()), "{name}");
        let children: Vec<_> = root.children().filter(|child| child.is_element()).take(2).collect();
        assert_eq!(children[0].tag_name().name(), "title");
        assert_eq!(children[0].text(), Some(figure.title()));
        assert_eq!(children[1].tag_name().name(), "desc");
        assert!(children[1].text().is_some_and(|text| text.len() > 20), "{name}");
        let words: String =
            root.descendants().filter(|node| node.has_tag_name("text")).filter_map(|n| n.text()).collect();
        assert!(words.contains(Catalogue::of(language).text("chart.source")), "{name}");
        assert!(!words.contains('\u{ad}'), "{name} shows a soft hyphen");
        if let Some(folder) = &kept {
            std::fs::write(folder.join(format!("{name}.svg")), &drawn).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), png(&drawn, 1.0).unwrap()).unwrap();
        }
    }
}

#[test]
fn no_text_leaves_the_picture() {
    for (name, figure, language) in figures() {
        let drawn = svg(&figure, &Style::of(language)).unwrap();
        let document = resvg::usvg::roxmltree::Document::parse(&drawn).unwrap();
        let root = document.root_element();
        let number = |node: &resvg::usvg::roxmltree::Node<'_, '_>, name: &str| -> i32 {
            node.attribute(name).and_then(|value| value.parse::<f64>().ok()).map_or(0, |value| value.round() as i32)
        };
        let (width, height) = (number(&root, "width"), number(&root, "height"));
        for text in root.descendants().filter(|node| node.has_tag_name("text")) {
            if text.attribute("transform").is_some() {
                continue;
            }
            let words = text.text().unwrap_or_default().trim();
            let bold = text.attribute("font-weight") == Some("bold");
            let weight = if bold { font::Weight::Bold } else { font::Weight::Regular };
            let wide = font::width(words, number(&text, "font-size"), weight);
            let x = number(&text, "x");
            let (left, right) = match text.attribute("text-anchor") {
                Some("middle") => (x - wide / 2, x + wide / 2),
                Some("end") => (x - wide, x),
                _ => (x, x + wide),
            };
            assert!(left >= 0 && right <= width, "{name}: {words:?} from {left} to {right} of {width}");
            assert!((8..height - 4).contains(&number(&text, "y")), "{name}: {words:?}");
        }
    }
}

#[test]
fn the_invented_data_notice_stands_in_the_chart() {
    let style = Style::of(Language::Sv);
    let notice = style.catalogue.text("chart.invented");
    let mut figure = matrix(3, Language::Sv);
    assert!(svg(&Figure::Matrix(figure.clone()), &style).unwrap().contains(notice));
    figure.notice = None;
    assert!(!svg(&Figure::Matrix(figure), &style).unwrap().contains(notice));
}

#[test]
fn a_png_has_the_size_of_the_svg_times_the_scale() {
    let drawn = svg(&Figure::Matrix(matrix(3, Language::Sv)), &Style::of(Language::Sv)).unwrap();
    let attribute = |name: &str| -> u32 {
        let from = drawn.split_once(&format!(" {name}=\"")).unwrap().1;
        from.split_once('"').unwrap().0.parse().unwrap()
    };
    let size = |png: &[u8]| {
        let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
        (number(16), number(20))
    };
    let (width, height) = (attribute("width"), attribute("height"));
    let once = png(&drawn, 1.0).unwrap();
    assert!(once.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(size(&once), (width, height));
    assert_eq!(size(&png(&drawn, 2.0).unwrap()), (2 * width, 2 * height));
    assert!(png("<svg", 1.0).is_err());
}

#[test]
fn words_in_a_figure_are_never_markup() {
    let mut figure = matrix(3, Language::Sv);
    figure.title = "<script>alert(1)</script> & \"x\"".to_owned();
    figure.rows[0].label = "</svg><b>".to_owned();
    let drawn = svg(&Figure::Matrix(figure), &Style::of(Language::Sv)).unwrap();
    assert!(!drawn.contains("<script>") && !drawn.contains("<b>"));
    resvg::usvg::roxmltree::Document::parse(&drawn).unwrap();
}

#[test]
fn a_table_has_no_picture() {
    let column = Column { key: "a", label: "A".into(), meaning: "a".into(), unit: Unit::Text };
    let table = Table {
        title: String::new(),
        note: String::new(),
        notice: None,
        columns: vec![column],
        rows: Vec::<Row>::new(),
    };
    assert_eq!(svg(&Figure::Table(table), &Style::of(Language::En)), Err(ChartError::NoPicture));
}

#[test]
fn shades_darken_with_every_step_and_carry_readable_numbers() {
    let luminance = |colour: plotters::style::RGBColor| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
    };
    let shades = palette::SHADES.map(luminance);
    assert!(shades.windows(2).all(|pair| pair[0] > pair[1] * 1.2), "{shades:?}");
    for (shade, colour) in palette::SHADES.into_iter().enumerate() {
        let (a, b) = (luminance(colour), luminance(palette::on_shade(shade)));
        assert!((a.max(b) + 0.05) / (a.min(b) + 0.05) >= 4.5, "shade {shade}");
    }
}

#[test]
fn narrow_headings_break_where_they_may() {
    let lines = font::wrap("Behörig\u{ad}hets\u{ad}hantering", 13, font::Weight::Bold, 66);
    assert!(lines.len() >= 2 && lines[0].ends_with('-'), "{lines:?}");
    assert_eq!(lines.concat().replace('-', ""), "Behörighetshantering");
    assert_eq!(font::wrap("a b", 13, font::Weight::Regular, 500), ["a b"]);
    assert!(font::width("Åäö", 15, font::Weight::Bold) > font::width("Åäö", 15, font::Weight::Regular));
}

fn ladder(rows: usize) -> Ladder {
    let heading = |key: &str, label: &str, group: &str| Heading {
        key: key.to_owned(),
        label: label.to_owned(),
        group: group.to_owned(),
        link: None,
    };
    let words = Catalogue::of(Language::Sv);
    let cell = |row: usize, column: usize| {
        let state = match row % 7 {
            3 => LadderState::NoReview,
            5 => LadderState::Unusable,
            _ => LadderState::Rung(Rung::ALL[(row + column * 5) % Rung::ALL.len()]),
        };
        let change = [None, Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Greater)][(row + column) % 3];
        LadderCell { state, years: String::new(), change, link: None }
    };
    Ladder {
        title: "NIS2-läget per organisation, VP 2026".to_owned(),
        note: "Så läses den".to_owned(),
        notice: Some("Påhittat".to_owned()),
        rows: NAMES.iter().take(rows).map(|(name, kind)| heading(name, name, kind.code())).collect(),
        indices: vec!["62 % (8/10)".to_owned(); rows],
        index_label: "Index".to_owned(),
        columns: Measure::ALL
            .iter()
            .map(|measure| heading(measure.code(), words.measure_short(*measure), ""))
            .collect(),
        cells: (0..rows).flat_map(|row| (0..Measure::ALL.len()).map(move |column| cell(row, column))).collect(),
        legend: LadderState::ALL
            .iter()
            .map(|state| (state.code().to_owned(), words.rung_meaning(state.code()).to_owned()))
            .collect(),
    }
}

#[test]
fn the_ladder_tells_every_rung_in_words_and_fits_a_page() {
    let style = Style::of(Language::Sv);
    let drawn = svg(&Figure::Ladder(ladder(46)), &style).unwrap();
    assert_eq!(drawn, svg(&Figure::Ladder(ladder(46)), &style).unwrap());
    for state in LadderState::ALL {
        let first: Vec<&str> = style.catalogue.rung_meaning(state.code()).split(' ').take(3).collect();
        assert!(drawn.contains(&first.join(" ")), "{}", state.code());
    }
    let size = |name: &str| {
        let start = drawn.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
        drawn.get(start..).unwrap().split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let (height, width) = (size("height"), size("width"));
    assert!(height / width < 1.414, "an A4 page upright: {width} × {height}");
    assert!(svg(&Figure::Ladder(ladder(0)), &style).unwrap().contains("Inget att visa"));
}
