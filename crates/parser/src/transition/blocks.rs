//! What the words of a long text bring to a state, worked out block by block when it is asked for
//! and kept for a while, so that memory does not grow with the text. A block that was given up
//! and is asked for again comes out the same.

use crate::network::Table;

/// Words in a block.
pub(crate) const BLOCK: usize = 256;
/// Blocks that are kept. A state looks at eight words at most, so none that it needs is given up.
const KEPT: usize = 16;

/// Blocks of one run of rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blocks {
    slots: Vec<Slot>,
    /// Slot of each block, plus one.
    places: Vec<u8>,
    rows: usize,
    clock: u64,
}

#[derive(Debug, Clone, Default)]
struct Slot {
    block: usize,
    used: u64,
    table: Table,
}

impl Blocks {
    /// Begins anew, with so many rows.
    pub(crate) fn begin(&mut self, rows: usize) {
        self.rows = rows;
        self.clock = 0;
        self.places.clear();
        self.places.resize(rows.div_ceil(BLOCK), 0);
        self.slots.iter_mut().for_each(|s| s.used = 0);
    }

    /// Sees to it that a row is there; `fill` works out the rows from its first number to its
    /// second.
    pub(crate) fn ready(&mut self, row: usize, fill: impl FnOnce(usize, usize, &mut Table)) {
        let block = row / BLOCK;
        self.clock += 1;
        if let Some(slot) = self.places[block].checked_sub(1) {
            self.slots[usize::from(slot)].used = self.clock;
            return;
        }
        let slot = self.free();
        self.slots[slot].block = block;
        self.slots[slot].used = self.clock;
        self.places[block] = u8::try_from(slot + 1).unwrap_or(u8::MAX);
        let end = self.rows.min((block + 1) * BLOCK);
        fill(block * BLOCK, end, &mut self.slots[slot].table);
    }

    /// A slot to fill: an unused one, or the one that was not asked for longest.
    fn free(&mut self) -> usize {
        if let Some(unused) = self.slots.iter().position(|s| s.used == 0) {
            return unused;
        }
        if self.slots.len() < KEPT {
            self.slots.push(Slot::default());
            return self.slots.len() - 1;
        }
        let oldest = (0..self.slots.len()).min_by_key(|s| self.slots[*s].used).unwrap_or(0);
        self.places[self.slots[oldest].block] = 0;
        oldest
    }

    /// The table that holds a row, and the row's place in it. It must be [ready](Self::ready).
    pub(crate) fn at(&self, row: usize) -> (&Table, usize) {
        let slot = usize::from(self.places[row / BLOCK].saturating_sub(1));
        (&self.slots[slot].table, row % BLOCK)
    }
}
