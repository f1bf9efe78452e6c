//! The state of an arc-eager parse: a stack, a buffer and the arcs so far.

/// No word.
pub(crate) const NONE: u32 = u32::MAX;

/// What is known of each word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node {
    head: u32,
    label: u16,
    /// May not go to the stack again until an arc is drawn to it.
    unshiftable: bool,
    starts: bool,
    /// The last words that were hung on it, to its left and to its right.
    left: u32,
    right: u32,
    /// The words hung on its head, on its side, before and after it.
    before: u32,
    after: u32,
}

const FRESH: Node = Node {
    head: NONE,
    label: 0,
    unshiftable: false,
    starts: false,
    left: NONE,
    right: NONE,
    before: NONE,
    after: NONE,
};

/// A parse on its way. Words are numbered from 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    /// Those that were met so far.
    nodes: Vec<Node>,
    count: u32,
    stack: Vec<u32>,
    /// Words put back before the rest of the buffer, the next one last.
    back: Vec<u32>,
    next: u32,
    /// Whether all words are one sentence, and one tree.
    whole: bool,
}

impl State {
    /// Begins anew with so many words; as one sentence if they are a `whole`.
    pub(crate) fn begin(&mut self, words: usize, whole: bool) {
        self.whole = whole;
        self.nodes.clear();
        self.count = u32::try_from(words).unwrap_or(NONE);
        self.stack.clear();
        self.back.clear();
        self.next = 0;
    }

    /// Whether all words are one sentence, and one tree.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Words left in the buffer.
    pub(crate) fn left(&self) -> usize {
        (self.count - self.next) as usize + self.back.len()
    }

    pub(crate) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.left() == 0
    }

    /// A word of the stack, from its top.
    pub(crate) fn s(&self, i: usize) -> u32 {
        let at = self.stack.len().checked_sub(i + 1);
        at.and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// A word of the buffer, from its front.
    pub(crate) fn b(&self, i: usize) -> u32 {
        if let Some(at) = self.back.len().checked_sub(i + 1) {
            return self.back[at];
        }
        let ahead = u32::try_from(i - self.back.len()).unwrap_or(NONE);
        let at = self.next.saturating_add(ahead);
        if at < self.count { at } else { NONE }
    }

    /// How many words were read, where none is left on the stack and none has come back, and
    /// nothing hangs on the next: all that was read is settled then. Whether the next was marked
    /// as a start makes no difference, since it comes to lie at the bottom of the stack, from
    /// where no word comes back.
    pub(crate) fn between(&self) -> Option<usize> {
        let settled = self.stack.is_empty() && self.back.is_empty();
        let marked = Node { starts: true, ..FRESH };
        let bare = self.node(self.next).is_none_or(|n| *n == FRESH || *n == marked);
        let after = self.node(self.next + 1).is_none_or(|n| *n == FRESH);
        (settled && bare && after).then_some(self.next as usize)
    }

    /// What is known of a word, to be changed.
    fn meet(&mut self, word: u32) -> &mut Node {
        let at = word as usize;
        if at >= self.nodes.len() {
            self.nodes.resize(at + 1, FRESH);
        }
        &mut self.nodes[at]
    }

    fn node(&self, word: u32) -> Option<&Node> {
        self.nodes.get(word as usize)
    }

    /// The word that was last hung on this one from the left.
    pub(crate) fn left_child(&self, word: u32) -> u32 {
        self.node(word).map_or(NONE, |n| n.left)
    }

    /// The word that was last hung on this one from the right.
    pub(crate) fn right_child(&self, word: u32) -> u32 {
        self.node(word).map_or(NONE, |n| n.right)
    }

    /// A word's head and the label of the arc.
    pub(crate) fn head(&self, word: u32) -> Option<(u32, u16)> {
        self.node(word).filter(|n| n.head != NONE).map(|n| (n.head, n.label))
    }

    pub(crate) fn starts(&self, word: u32) -> bool {
        self.node(word).is_some_and(|n| n.starts)
    }

    pub(crate) fn is_unshiftable(&self, word: u32) -> bool {
        self.node(word).is_some_and(|n| n.unshiftable)
    }

    pub(crate) fn mark_start(&mut self, word: u32) {
        if word != NONE {
            self.meet(word).starts = true;
        }
    }

    pub(crate) fn reshiftable(&mut self, word: u32) {
        if word != NONE {
            self.meet(word).unshiftable = false;
        }
    }

    /// Moves the front of the buffer to the stack.
    pub(crate) fn push(&mut self) {
        let front = self.b(0);
        if front == NONE {
            return;
        }
        if self.back.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(front);
    }

    pub(crate) fn pop(&mut self) {
        self.stack.pop();
    }

    /// Puts the top of the stack back before the buffer.
    pub(crate) fn unshift(&mut self) {
        if let Some(top) = self.stack.pop() {
            self.meet(top).unshiftable = true;
            self.back.push(top);
        }
    }

    /// Stops where it stands.
    pub(crate) fn stop(&mut self) {
        self.stack.clear();
        self.back.clear();
        self.next = self.count;
    }

    /// Hangs `child` on `head`, taking it off any other.
    pub(crate) fn hang(&mut self, head: u32, child: u32, label: u16) {
        if head == NONE || child == NONE {
            return;
        }
        self.take_off(child);
        let list = self.list(head, child);
        let before = std::mem::replace(list, child);
        let node = self.meet(child);
        (node.head, node.label, node.before, node.after) = (head, label, before, NONE);
        if before != NONE {
            self.meet(before).after = child;
        }
    }

    /// The end of the list of those that hang on `head` on the side of `child`.
    fn list(&mut self, head: u32, child: u32) -> &mut u32 {
        let node = self.meet(head);
        if child < head { &mut node.left } else { &mut node.right }
    }

    fn take_off(&mut self, child: u32) {
        let Node { head, before, after, .. } = *self.meet(child);
        if head == NONE {
            return;
        }
        if after == NONE {
            *self.list(head, child) = before;
        } else {
            self.meet(after).before = before;
        }
        if before != NONE {
            self.meet(before).after = after;
        }
    }
}
