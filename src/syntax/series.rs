//! In-line series: 一是…二是…, 第一…第二…, 首先…其次….
