//! Tables of samples as text.

use backprop_stepper::dataset::table::{Column, Options, Separator, Table, Values, read};
use proptest::prelude::*;

#[path = "random/mod.rs"]
mod random;

fn table(text: &str) -> Table {
    read(text, &Options::default()).unwrap()
}

fn refused(text: &str, message: &str) {
    assert_eq!(read(text, &Options::default()).unwrap_err().to_string(), message, "{text:?}");
}

fn numbers(column: &Column) -> &[f64] {
    match &column.values {
        Values::Numbers(numbers) => numbers,
        Values::Classes { .. } => panic!("classes"),
    }
}

fn classes(column: &Column) -> (Vec<&str>, &[usize]) {
    match &column.values {
        Values::Classes { names, rows } => (names.iter().map(String::as_str).collect(), rows),
        Values::Numbers(_) => panic!("numbers"),
    }
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// Fisher's iris, as programs write it.
fn iris() -> String {
    use backprop_stepper::dataset::iris;
    let data = iris::dataset();
    let mut text = format!("{},species\n", iris::INPUTS.join(","));
    for row in 0..data.len() {
        let species = data.targets(row).iter().position(|target| *target == 1.0).unwrap();
        for x in data.inputs(row) {
            text += &format!("{x},");
        }
        text += &format!("{}\n", iris::SPECIES[species]);
    }
    text
}

#[test]
fn a_table_of_150_flowers() {
    let table = table(&iris());
    assert_eq!((table.separator, table.header, table.rows), (Separator::Comma, true, 150));
    assert_eq!(names(&table), ["sepal length", "sepal width", "petal length", "petal width", "species"]);
    let (species, rows) = classes(&table.columns[4]);
    assert_eq!(species, ["setosa", "versicolor", "virginica"]);
    assert_eq!((rows[0], rows[50], rows[149]), (0, 1, 2));
    let samples = table.data(&[0, 1, 2, 3], &[4]).unwrap();
    assert_eq!(samples.dataset, backprop_stepper::dataset::iris::dataset());
    assert_eq!(samples.targets, ["species = setosa", "species = versicolor", "species = virginica"]);
    assert_eq!(samples.inputs[2], "petal length");
}

#[test]
fn a_bad_cell_has_a_line_a_column_and_what_was_expected() {
    let with = |line: usize, cells: &str| {
        let text = iris();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[line - 1] = cells;
        lines.join("\n")
    };
    for (cells, message) in [
        ("5.4,3.9,\"4,x\",0.4,setosa", "line 7, column 3 (petal length): expected a number, got \"4,x\""),
        ("5.4,3.9,NA,0.4,setosa", "line 7, column 3 (petal length): expected a number, got \"NA\""),
        ("5.4,3.9,,0.4,setosa", "line 7, column 3 (petal length): expected a number, got nothing"),
        ("5.4,3.9,0x10,0.4,setosa", "line 7, column 3 (petal length): expected a number, got \"0x10\""),
        (
            "5.4,3.9,1e999,0.4,setosa",
            "line 7, column 3 (petal length): expected a number that fits into double precision, got \"1e999\"",
        ),
        ("5.4,3.9,1.7,0.4,", "line 7, column 5 (species): expected the name of a class, got nothing"),
        ("5.4,3.9,1.7,0.4", "line 7, column 5: expected 5 cells as in line 1, got 4"),
        ("5.4,3.9,1.7,0.4,setosa,", "line 7, column 6: expected 5 cells as in line 1, got 6"),
        (
            "5.4,3.9,\"1.7,0.4,setosa",
            "line 7, column 3: expected a second quote to end what this one begins, got the end of the text",
        ),
        (
            "5.4,3.9,\"1.7\"cm,0.4,setosa",
            "line 7, column 3: expected the end of the cell after its closing quote, got \"cm,0.4,setos\"",
        ),
    ] {
        refused(&with(7, cells), message);
    }
    refused("1,2\n3,x\n", "line 2, column 2: expected a number, got \"x\"");
}

#[test]
fn texts_that_are_no_tables() {
    refused("", "expected a table with a line for each sample, got no text");
    refused("\u{feff}\r\n \n", "expected a table with a line for each sample, got no text");
    let header = Options { header: Some(true), ..Options::default() };
    let error = read("\na,b\n", &header).unwrap_err();
    assert_eq!(error.to_string(), "line 2: expected samples below the names of the columns, got none");
    refused(&"1\n".repeat(65_537), "expected at most 65536 samples, got 65537");
    refused(&"1\n".repeat(70_000), "line 65538: expected at most 65536 rows");
    assert_eq!(table(&("x\n".to_owned() + &"1\n".repeat(65_536))).rows, 65_536);
    refused(&"1,".repeat(2048), "line 1: expected at most 2048 columns, got more");
    let many: String = (0..1025).map(|i| format!("c{i}\n")).chain(["c0\n".to_owned()]).collect();
    let error = read(&many, &Options { header: Some(false), ..Options::default() }).unwrap_err();
    assert_eq!(error.to_string(), "line 1025, column 1: expected at most 1024 different names, got more");
}

#[test]
fn names_alone_and_prose_have_no_numbers() {
    let none = "expected a line with numbers for each sample, no numbers found";
    for text in [
        "length,width,species\n",
        "length;width\n\n",
        "Hello there.",
        "Dear reader,\nthis is prose, as you see, not a table.\n",
        "Roses are red,\nviolets are blue,\n",
    ] {
        refused(text, none);
    }
    // Classes alone are a table all the same.
    assert_eq!(table("top,end\nx,won\no,lost\nx,won\n").rows, 3);
    let single = table("x\n1\n2\n");
    let (inputs, targets) = single.likely();
    let error = single.data(&inputs, &targets).unwrap_err();
    assert_eq!(error.to_string(), "expected at least 2 columns, one to predict another from, got 1");
}

#[test]
fn separators_and_decimal_marks_are_found() {
    let semicolons = table("x;y\n1,5;2\n-0,25;1e3\n");
    assert_eq!((semicolons.separator, semicolons.decimal_comma), (Separator::Semicolon, true));
    assert_eq!(numbers(&semicolons.columns[0]), [1.5, -0.25]);
    assert_eq!(numbers(&semicolons.columns[1]), [2.0, 1000.0]);
    let tabs = table("x\ty\n1.5\t2\n+.5\t\u{2212}3.\n");
    assert_eq!((tabs.separator, tabs.decimal_comma), (Separator::Tab, false));
    assert_eq!((numbers(&tabs.columns[0]), numbers(&tabs.columns[1])), (&[1.5, 0.5][..], &[2.0, -3.0][..]));
    // Points and commas: then a comma is no decimal mark.
    refused("1.5\t2\n1.5\t2,5\n", "line 2, column 2: expected a number, got \"2,5\"");
    let commas = table("1,2\n3,4\n");
    assert_eq!((commas.separator, commas.header, commas.columns.len()), (Separator::Comma, false, 2));
    // In text they separate nothing.
    let text = table("name,x\n\"a;b\",1\nc;d,2\n");
    assert_eq!((text.separator, classes(&text.columns[0]).0), (Separator::Comma, vec!["a;b", "c;d"]));
    assert_eq!(table("1\n2\n").columns.len(), 1);
    let told = Options { separator: Some(Separator::Comma), ..Options::default() };
    assert_eq!(read("a;b\n1\n", &told).unwrap().columns.len(), 1);
}

#[test]
fn headers_are_found_or_said() {
    assert!(table("a,b\n1,2\n").header);
    assert!(table("a,b\nc,2\n").header);
    assert!(!table("a,1\nc,2\n").header);
    assert!(!table("1,2\n").header);
    let said = |header: bool, text: &str| read(text, &Options { header: Some(header), ..Options::default() });
    assert_eq!(names(&said(true, "1,,x\n3,4,5\n").unwrap()), ["1", "column 2", "x"]);
    assert_eq!(names(&said(false, "1,2\n3,4\n").unwrap()), ["column 1", "column 2"]);
    let error = said(false, "a,b\n1,2\n3,4\n5,6\n").unwrap_err();
    assert_eq!(error.to_string(), "line 1, column 1: expected a number, got \"a\"");
}

#[test]
fn lines_may_end_in_any_way() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["\u{feff}x,y", "", "1,2", ",", "\"a\"\"b", "c\",4", "x,5"].join(end);
        let options = Options { classes: vec![0], ..Options::default() };
        let table = read(&text, &options).unwrap();
        assert_eq!(names(&table), ["x", "y"]);
        let quoted = format!("a\"b{end}c");
        assert_eq!(classes(&table.columns[0]), (vec!["1", &quoted, "x"], &[0, 1, 2][..]));
        let text = ["x,y", "", "\"1\",2", ",", "1,\"2", "3\"", "1,2"].join(end);
        let error = read(&text, &Options::default()).unwrap_err();
        assert!(error.to_string().starts_with("line 5, column 2 (y): expected a number, got \"2"), "{error}");
        let text = ["1,\"2", "3\"", "4,5,6"].join(end);
        let error =
            read(&text, &Options { separator: Some(Separator::Comma), ..Options::default() }).unwrap_err();
        assert_eq!(error.to_string(), "line 3, column 3: expected 2 cells as in line 1, got 3");
    }
}

#[test]
fn numbers_can_be_classes() {
    let options = Options { classes: vec![1], ..Options::default() };
    let table = read("x,digit\n0.5,7\n0.25,3\n1,7\n", &options).unwrap();
    assert_eq!(classes(&table.columns[1]), (vec!["7", "3"], &[0, 1, 0][..]));
    let samples = table.data(&[0], &[1]).unwrap();
    assert_eq!(samples.dataset.targets(1), [0.0, 1.0]);
    assert_eq!(samples.targets, ["digit = 7", "digit = 3"]);
    let error = read("1,2\n", &Options { classes: vec![2], ..Options::default() }).unwrap_err();
    assert_eq!(error.to_string(), "expected one of the 2 columns, got column 3");
}

#[test]
fn columns_become_inputs_and_targets() {
    let table = table("a,b,c\n1,2,u\n3,4,v\n5,6,u\n");
    let samples = table.data(&[2, 0], &[1]).unwrap();
    assert_eq!(samples.inputs, ["c = u", "c = v", "a"]);
    assert_eq!(samples.dataset.inputs(1), [0.0, 1.0, 3.0]);
    assert_eq!(samples.dataset.targets(2), [6.0]);
    for (inputs, targets, message) in [
        (&[][..], &[1][..], "expected at least one column as input, got none"),
        (&[0], &[], "expected at least one column as target, got none"),
        (&[0], &[3], "expected one of the 3 columns, got column 4"),
        (&[0, 1], &[1], "column 2 (b): expected each column once, as an input or as a target, got it twice"),
    ] {
        assert_eq!(table.data(inputs, targets).unwrap_err().to_string(), message);
    }
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn what_is_quoted_comes_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z][a-z,;\t\" \n\r]{0,6}[a-z]", 3), 1..8),
        separator in prop::sample::select(Separator::ALL.to_vec()),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mark = match separator { Separator::Comma => ",", Separator::Semicolon => ";", Separator::Tab => "\t" };
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let lines: Vec<String> =
            rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(mark) + mark + "1").collect();
        let options = Options { separator: Some(separator), header: Some(false), ..Options::default() };
        let table = read(&lines.join(end), &options).unwrap();
        for (index, column) in table.columns.iter().take(3).enumerate() {
            let (names, found) = classes(column);
            for (row, class) in found.iter().enumerate() {
                prop_assert_eq!(names[*class], rows[row][index].as_str());
            }
        }
    }

    #[test]
    fn numbers_are_read_to_the_last_bit(values in prop::collection::vec(any::<f64>(), 1..20)) {
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        prop_assume!(!values.is_empty());
        let text: String = values.iter().map(|value| format!("{value:?}\n")).collect();
        let table = table(&text);
        prop_assert_eq!(numbers(&table.columns[0]), &values[..]);
    }

    #[test]
    fn no_text_is_too_strange(text in "[0-9a-z.,;\t\"\n\r é\u{2212}\u{feff}-]{0,60}") {
        if let Ok(table) = read(&text, &Options::default()) {
            prop_assert!(table.rows > 0);
            let all: Vec<usize> = (0..table.columns.len()).collect();
            let _ = table.data(&all, &[]);
        }
    }
}
