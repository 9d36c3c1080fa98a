//! A table of a page → rows with a cell for every column.
//!
//! Takes the element; gives each row's cells, blank where a cell reaches into it from above or from the left. Spans are
//! bounded by the rows that there are, whatever they claim.

use crate::document::{
    blocks::{Block, Cell, MOST_COLUMNS},
    tree::Node,
};

use super::{
    marks::{Use, role},
    tell::Teller,
};

impl<'t> Teller<'t> {
    /// The caption and the rows of a table.
    pub(super) fn table(&mut self, node: Node<'t>) {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // For each column, in how many more rows the cell above fills it.
        let mut filled = [0usize; MOST_COLUMNS];
        for row in self.rows(node) {
            let mut cells: Vec<Cell> = Vec::new();
            for cell in row.children().filter(|cell| matches!(cell.name(), "td" | "th")) {
                blanks(&mut cells, &mut filled);
                if cells.len() >= MOST_COLUMNS {
                    break;
                }
                let span =
                    |name: &str| cell.attribute(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1);
                let mut told = if role(cell, true) == Use::Nothing { Cell::new() } else { self.cell(cell) };
                let columns = span("colspan").clamp(1, MOST_COLUMNS - cells.len());
                // A span of none reaches to the end of the table.
                let below = span("rowspan").checked_sub(1).unwrap_or(usize::MAX);
                for column in cells.len()..cells.len() + columns {
                    if let Some(slot) = filled.get_mut(column) {
                        *slot = below;
                    }
                    cells.push(std::mem::take(&mut told));
                }
            }
            blanks(&mut cells, &mut filled);
            rows.push(cells);
        }
        self.add(Block::Table(rows));
    }

    /// The rows of a table, not those of tables within it.
    fn rows(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut found = Vec::new();
        for child in node.children().filter(|child| role(*child, true) != Use::Nothing) {
            match child.name() {
                "tr" => found.push(child),
                "thead" | "tbody" | "tfoot" => {
                    found.extend(child.children().filter(|row| row.name() == "tr" && role(*row, true) != Use::Nothing))
                }
                "caption" => self.alone(child),
                _ => {}
            }
        }
        found
    }
}

/// Passes over the columns that cells from above fill.
fn blanks(cells: &mut Vec<Cell>, filled: &mut [usize; MOST_COLUMNS]) {
    while let Some(more) = filled.get_mut(cells.len()).filter(|more| **more > 0) {
        *more -= 1;
        cells.push(Cell::new());
    }
}
