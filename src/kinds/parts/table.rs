//! Tables: a column against its 合计.

use super::Slip;
use crate::model::Document;

/// Columns whose sum row does not fit.
pub(super) fn columns(_document: &Document, _slips: &mut Vec<Slip>) {}
