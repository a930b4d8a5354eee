//! Numbers of seconds that people compute, for the help that has the result.

use cors_rules::seconds_in;
use syn::{BinOp, Expr, ExprBinary, ExprCall, Lit, Stmt};

/// The value of `60 * 60`, `Duration::from_secs(600)` and the like.
pub(crate) fn seconds(expression: &Expr) -> Option<u64> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) if is_integer_type(number.suffix()) => number.base10_parse().ok(),
            Lit::Int(number) => {
                let text = format!("{}{}", number.base10_digits(), number.suffix());
                seconds_in(&text)
            }
            _ => None,
        },
        Expr::Paren(inner) => seconds(&inner.expr),
        Expr::Group(inner) => seconds(&inner.expr),
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => seconds(inner),
            _ => None,
        },
        Expr::Cast(cast) => seconds(&cast.expr),
        Expr::Reference(reference) => seconds(&reference.expr),
        Expr::Array(list) if list.elems.len() == 1 => seconds(list.elems.first()?),
        Expr::MethodCall(call) if call.method == "as_secs" => seconds(&call.receiver),
        Expr::Binary(binary) => seconds_of_operation(binary),
        Expr::Call(call) => seconds_of_call(call),
        _ => None,
    }
}

fn seconds_of_operation(binary: &ExprBinary) -> Option<u64> {
    let (left, right) = (seconds(&binary.left)?, seconds(&binary.right)?);
    match binary.op {
        BinOp::Add(_) => left.checked_add(right),
        BinOp::Sub(_) => left.checked_sub(right),
        BinOp::Mul(_) => left.checked_mul(right),
        BinOp::Div(_) => left.checked_div(right),
        _ => None,
    }
}

/// By the last name of the function, as `Duration` and the crates for time have it.
fn seconds_of_call(call: &ExprCall) -> Option<u64> {
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    let value = seconds(call.args.first()?)?;
    let name = function.path.segments.last()?.ident.to_string();
    match name.as_str() {
        "Some" | "from_secs" | "seconds" => Some(value),
        "from_mins" | "minutes" => value.checked_mul(60),
        "from_hours" | "hours" => value.checked_mul(60 * 60),
        "from_days" | "days" => value.checked_mul(24 * 60 * 60),
        "from_millis" | "milliseconds" => Some(value / 1000).filter(|seconds| *seconds > 0),
        _ => None,
    }
}

/// Whether a number's suffix is empty or an integer type. `10m` has neither.
pub(super) fn is_integer_type(suffix: &str) -> bool {
    let (sign, width) = suffix.split_at_checked(1).unwrap_or_default();
    let widths = ["8", "16", "32", "64", "128", "size"];
    suffix.is_empty() || (matches!(sign, "i" | "u") && widths.contains(&width))
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Delimiter, Group};
    use quote::quote;

    use super::{is_integer_type, seconds};

    #[test]
    fn products_and_durations_have_a_value() {
        let values = [
            ("60 * 60", Some(3600)),
            ("(60 + 2) * 60 as u64", Some(3720)),
            ("std::time::Duration::from_secs(60 * 10)", Some(600)),
            ("Duration::from_mins(5)", Some(300)),
            ("Duration::from_secs(60).as_secs()", Some(60)),
            ("Duration::from_hours(2)", Some(7200)),
            ("Duration::from_days(2)", Some(172_800)),
            ("Duration::from_millis(2500)", Some(2)),
            ("[600]", Some(600)),
            ("[600, 60]", None),
            ("&600", Some(600)),
            ("100 - 40", Some(60)),
            ("120 / 2", Some(60)),
            ("120 % 2", None),
            ("Duration::from_secs(60).as_millis()", None),
            ("10m", Some(600)),
            ("1hour * 2", Some(7200)),
            ("48h / 2", Some(86_400)),
            ("25h - 2h", Some(82_800)),
            ("Duration::from_millis(500)", None),
            ("600u64", Some(600)),
            ("0x10", Some(16)),
            ("10x", None),
            ("{ 300 }", Some(300)),
            ("HOUR", None),
            ("1 / 0", None),
            ("9999999999999999999 * 9999999999999999999", None),
        ];
        for (text, value) in values {
            assert_eq!(seconds(&syn::parse_str(text).unwrap()), value, "{text}");
        }
    }

    #[test]
    fn a_fragment_of_another_macro_has_the_value_inside() {
        let fragment = Group::new(Delimiter::None, quote!(60 * 10));
        assert_eq!(seconds(&syn::parse_quote!(#fragment)), Some(600));
    }

    #[test]
    fn a_number_may_end_in_an_integer_type() {
        for suffix in ["", "u32", "i8", "usize", "u128"] {
            assert!(is_integer_type(suffix), "{suffix}");
        }
        for suffix in ["m", "u", "u7", "x32", "min", "f64", "size"] {
            assert!(!is_integer_type(suffix), "{suffix}");
        }
    }
}
