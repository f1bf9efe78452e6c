//! The library face of Sayso: wires the rooms together.
