//! What of a mail is more than the limits allow: counted, and told once.

use super::header::{Field, LONGEST, MOST_FIELDS};
use super::tree::MOST_PARTS;
use sayso_model::Diagnostic;

/// What was left out, over all parts of one mail.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Parts after the most that there may be.
    pub(super) parts: usize,
    /// Parts with parts that stand too deep to be divided, and how deep that is.
    deep: usize,
    depth: u32,
    /// Fields after the most that one header may have.
    fields: usize,
    /// Fields that are too long, the name of the first of them, and the bytes that they lose.
    long: usize,
    first: String,
    bytes: usize,
}

impl LeftOut {
    /// Counts what is left out of a header: `more` fields, and what is too long of the others.
    pub(super) fn of_header(&mut self, fields: &[Field], more: usize) {
        self.fields += more;
        for field in fields.iter().filter(|field| field.value.len() > LONGEST) {
            if self.long == 0 {
                self.first.clone_from(&field.name);
            }
            self.long += 1;
            self.bytes += field.value.len() - LONGEST;
        }
    }

    /// Counts a part that is not divided, since it stands `depth` deep.
    pub(super) fn undivided(&mut self, depth: u32) {
        self.deep += 1;
        self.depth = depth;
    }

    /// Tells it: one diagnostic for each kind.
    pub(super) fn told(&self) -> impl Iterator<Item = Diagnostic> {
        let Self { parts, deep, depth, fields, long, first, bytes } = self;
        let told = [
            (
                *parts,
                format!(
                    "the mail has more than {MOST_PARTS} parts, the most that are read; the last \
                     {parts} were left out"
                ),
            ),
            (
                *deep,
                format!(
                    "parts of the mail stand in one another more than {depth} deep, the limit \
                     (nesting); {deep} of them were read without being divided"
                ),
            ),
            (
                *fields,
                format!(
                    "a header of the mail has more than {MOST_FIELDS} fields, the most that are \
                     read; {fields} were left out"
                ),
            ),
            (
                *long,
                format!(
                    "{long} of the fields of the mail's headers, the first of them {first}, have \
                     more than {LONGEST} bytes, the most that are read of one; the last {bytes} \
                     bytes of them were left out"
                ),
            ),
        ];
        told.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| Diagnostic::warning(told))
    }
}

#[cfg(test)]
mod tests {
    use crate::Limits;
    use crate::mail::tree::Tree;

    fn told(mail: &str, limits: &Limits) -> Vec<String> {
        Tree::new(mail.as_bytes(), limits).left_out.told().map(|told| told.message).collect()
    }

    #[test]
    fn each_limit_is_told_once_with_what_it_cost() {
        let fields = "X-Pier: shut\n".repeat(1_003);
        let long = format!("To: a@example.org{}\n", ", b@example.org".repeat(100_000));
        let mut mail = format!("Content-Type: multipart/mixed; boundary=a\n{long}{fields}\n");
        mail += "--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n";
        mail += &"--a\nContent-Type: multipart/mixed; boundary=c\n\nx\n".repeat(10_002);
        let told = told(&mail, &Limits { depth: 1, ..Limits::default() });
        let lost = " a@example.org\n".len() + ", b@example.org".len() * 100_000 - (1 << 20);
        let parts = "more than 10000 parts, the most that are read; the last 4 were left out";
        let deep = "more than 1 deep, the limit (nesting); 9999 of them";
        let fields = "more than 1000 fields, the most that are read; 5 were left out";
        let long = format!(
            "1 of the fields of the mail's headers, the first of them To, have more than 1048576 bytes, the most that are read of one; the last {lost} bytes"
        );
        assert_eq!(told.len(), 4);
        for (told, expected) in told.iter().zip([parts, deep, fields, &long]) {
            assert!(told.contains(expected), "{told:?} has not {expected:?}");
        }
    }

    #[test]
    fn nothing_is_told_of_a_mail_within_the_limits() {
        let mail = "Subject: a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nx\n--a--\n";
        assert_eq!(told(mail, &Limits::default()), [""; 0]);
    }
}
