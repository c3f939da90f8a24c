//! The text of a page, for tests that compare what a reader reads.

/// The text of a page, a line per block, without charts.
pub fn text(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        let (name, after) = tag.split_once('>').unwrap();
        rest = after;
        let name = name.split_whitespace().next().unwrap();
        match name {
            "svg" => rest = after.split_once("</svg>").unwrap().1,
            "/td" | "/th" => text += "\t",
            "/p" | "/li" | "/dt" | "/dd" | "/tr" | "/caption" | "/figcaption" | "/summary" | "/label" | "/legend"
            | "/button" | "/option" => text += "\n",
            _ if name.len() == 3 && name.starts_with("/h") => text += "\n",
            _ if name.len() == 2 && name.starts_with('h') => {
                text += &format!("\n{} ", "#".repeat(name[1..].parse().unwrap()))
            }
            _ => {}
        }
    }
    let unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    unescaped.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The long tables of figures say nothing that the chart's test does not.
pub fn without_folds(page: &str) -> String {
    let mut kept = String::new();
    for (i, part) in page.split("<details>").enumerate() {
        kept += if i == 0 { part } else { part.split_once("</details>").unwrap().1 };
    }
    kept
}
