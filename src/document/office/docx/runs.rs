//! What stands within a paragraph of a Word document → its words and how they are set.
//!
//! Takes runs, links, fields, controls and tracked changes; gives the words that a reader sees: insertions and results of
//! fields, never deletions, instructions of fields, hidden text or comments. Text boxes stand beside the paragraph.

use std::borrow::Cow;

use crate::document::{blocks::Words, symbols, tree::Node};

use super::{
    story::{Teller, choice, shown_content},
    styles::{Setting, switch},
};

const TICKED: &str = "☒";
const UNTICKED: &str = "☐";

/// A field that is open: its instruction comes first, then the result that is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    instruction: String,
    has_result: bool,
}

impl Field {
    /// Whether it is the table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }

    /// Whether its result has begun.
    pub(super) fn shows(&self) -> bool {
        self.has_result
    }
}

impl Teller<'_> {
    /// Adds the words of a paragraph, a link or the like.
    pub(super) fn inline(&mut self, node: Node<'_>, base: &Setting, words: &mut Words) {
        for child in node.children() {
            match child.name() {
                "r" => self.run(child, base, words),
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                    self.inline(child, base, words);
                }
                "sdt" => match checkbox(child) {
                    Some(sign) => words.push(sign, false, None),
                    None => {
                        if let Some(content) = shown_content(child) {
                            self.inline(content, base, words);
                        }
                    }
                },
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.inline(choice, base, words);
                    }
                }
                "oMath" | "oMathPara" => {
                    let texts = child.descendants().filter(|node| node.name() == "t");
                    let texts = texts.flat_map(|text| text.children()).filter_map(|text| text.text());
                    words.push(&texts.collect::<String>(), false, None);
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_>, base: &Setting, words: &mut Words) {
        let properties = run.child("rPr");
        let by_style = properties
            .and_then(|properties| properties.value_of("rStyle", "val"))
            .and_then(|id| self.styles.get(id))
            .map(|style| style.setting.clone().over(base));
        let setting = Setting::of(properties).over(by_style.as_ref().unwrap_or(base));
        if setting.hidden == Some(true) {
            return;
        }
        self.run_content(run, &setting, words);
    }

    fn run_content(&mut self, run: Node<'_>, setting: &Setting, words: &mut Words) {
        for child in run.children() {
            let shown = self.fields.iter().all(Field::shows);
            let text: Cow<'_, str> = match child.name() {
                "t" if shown => text_of(child, setting.font.as_deref()),
                "tab" | "ptab" if shown => "\t".into(),
                "br" | "cr" if shown => "\n".into(),
                "noBreakHyphen" if shown => "-".into(),
                "sym" if shown => {
                    let code = child.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    let font = child.attribute("font").unwrap_or_default();
                    code.and_then(|code| symbols::shown(font, code)).map(String::from).unwrap_or_default().into()
                }
                "fldChar" => self.field(child),
                other => {
                    self.mark(other, child, setting, words);
                    continue;
                }
            };
            words.push(&text, setting.bold == Some(true), setting.size);
        }
    }

    /// Whatever in a run is no text.
    fn mark(&mut self, name: &str, node: Node<'_>, setting: &Setting, words: &mut Words) {
        match name {
            "instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.extend(node.children().filter_map(|text| text.text()));
                }
            }
            "footnoteReference" => self.note("footnote", node),
            "endnoteReference" => self.note("endnote", node),
            "lastRenderedPageBreak" => {
                self.turned_early |= words.is_blank();
                self.page = self.page.map(|page| page.saturating_add(1));
            }
            "ruby" => {
                if let Some(base) = node.child("rubyBase") {
                    self.inline(base, setting, words);
                }
            }
            "AlternateContent" => {
                if let Some(choice) = choice(node) {
                    self.run_content(choice, setting, words);
                }
            }
            "drawing" | "pict" | "object" => self.boxes(node),
            _ => {}
        }
    }

    fn note(&mut self, element: &'static str, reference: Node<'_>) {
        if let Some(id) = reference.attribute("id") {
            self.notes.push((element, id.to_owned()));
        }
    }

    /// Text boxes at any depth of a drawing.
    fn boxes(&mut self, node: Node<'_>) {
        for child in node.children() {
            match child.name() {
                "txbxContent" => {
                    let outer = std::mem::take(&mut self.beside);
                    let told = self.story(child);
                    self.beside = outer;
                    self.beside.extend(told);
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.boxes(choice);
                    }
                }
                _ => self.boxes(child),
            }
        }
    }

    /// A mark of a field. Fields of forms show what was chosen in them and have no text of their own.
    fn field(&mut self, mark: Node<'_>) -> Cow<'static, str> {
        match mark.attribute("fldCharType") {
            Some("begin") => {
                self.fields.push(Field::default());
                let form = mark.child("ffData");
                if let Some(tick) = form.and_then(|form| form.child("checkBox")) {
                    let is_ticked = switch(tick, "checked").or_else(|| switch(tick, "default")).unwrap_or(false);
                    return if is_ticked { TICKED } else { UNTICKED }.into();
                }
                if let Some(list) = form.and_then(|form| form.child("ddList")) {
                    let chosen = list.value_of("result", "val").and_then(|at| at.parse().ok()).unwrap_or(0);
                    let entry = list.children().filter(|node| node.name() == "listEntry").nth(chosen);
                    return entry.and_then(|entry| entry.attribute("val")).unwrap_or_default().to_owned().into();
                }
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
        "".into()
    }
}

/// The words of a text, letters of symbol fonts replaced. Line breaks of the XML are none of the text.
fn text_of(node: Node<'_>, font: Option<&str>) -> Cow<'static, str> {
    let text: String = node.children().filter_map(|text| text.text()).collect();
    let text = if text.contains(['\n', '\r']) { text.replace(['\n', '\r'], " ") } else { text };
    if symbols::is_plain(&text, font) { text.into() } else { symbols::replace(&text, font).into() }
}

/// The sign of a control that is a box to tick; `None` for any other.
fn checkbox(control: Node<'_>) -> Option<&'static str> {
    let tick = control.child("sdtPr")?.child("checkbox")?;
    // Only a box alone is replaced: what else stands in the control is text.
    let texts = control.child("sdtContent")?.descendants().filter_map(|node| node.text());
    (texts.map(|text| text.trim().chars().count()).sum::<usize>() <= 1)
        .then(|| if switch(tick, "checked") == Some(true) { TICKED } else { UNTICKED })
}
