//! Which number is the day and which the month, told from all messages together.

use super::stamp::Stamp;
use jiff::civil::Date;
use sayso_model::Edtf;

/// What the two numbers beside the year are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    /// The file does not tell: each date is one of two.
    Unknown,
    /// Neither holds for all.
    Neither,
}

impl Order {
    pub(super) fn doubt(self) -> Option<&'static str> {
        match self {
            Self::DayFirst | Self::MonthFirst => None,
            Self::Unknown => Some(
                "the file does not tell whether the day or the month stands first in its dates; \
                 a date that can be two is given as one of both",
            ),
            Self::Neither => Some(
                "the dates of the messages are written in more than one order; only those that \
                 can be read in one way were read",
            ),
        }
    }
}

/// The order of the numbers: after the year comes the month; a number past twelve is a day; the
/// messages follow one another in time; days are set off by full stops where they stand first.
pub(super) fn order(stamps: &[&Stamp]) -> Order {
    if stamps.iter().all(|stamp| stamp.cut.year_first) {
        return Order::MonthFirst;
    }
    let possible = |order: Order| stamps.iter().all(|stamp| date(stamp, order).is_some());
    match (possible(Order::DayFirst), possible(Order::MonthFirst)) {
        (true, false) => return Order::DayFirst,
        (false, true) => return Order::MonthFirst,
        (false, false) => return Order::Neither,
        (true, true) => {}
    }
    let in_time = |order: Order| stamps.is_sorted_by_key(|stamp| date(stamp, order));
    match (in_time(Order::DayFirst), in_time(Order::MonthFirst)) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ if stamps.iter().all(|stamp| stamp.cut.mark == '.') => Order::DayFirst,
        _ => Order::Unknown,
    }
}

/// When a message was sent: to the second where the day is known, in the time of the machine that
/// exported it, which is not told.
pub(super) fn published(stamp: &Stamp, order: Order) -> Option<Edtf> {
    let Stamp { hour, minute, second, .. } = stamp;
    let moment = |day: Date| Edtf::parse(&format!("{day}T{hour:02}:{minute:02}:{second:02}")).ok();
    let both = (date(stamp, Order::DayFirst), date(stamp, Order::MonthFirst));
    match (order, both) {
        (Order::DayFirst | Order::MonthFirst, _) => moment(date(stamp, order)?),
        (_, (Some(one), Some(other))) if one == other => moment(one),
        (_, (Some(one), Some(other))) => {
            Edtf::parse(&format!("[{},{}]", one.min(other), one.max(other))).ok()
        }
        (_, (one, other)) => moment(one.or(other)?),
    }
}

/// The day of a stamp. No chat is older than the program; another calendar's year is not read.
fn date(stamp: &Stamp, order: Order) -> Option<Date> {
    let (first, second) = stamp.numbers;
    let (day, month) = match order {
        Order::MonthFirst => (second, first),
        _ => (first, second),
    };
    let year = i16::try_from(stamp.year).ok().filter(|year| (2009..=2099).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
