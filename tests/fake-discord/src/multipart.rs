//! `multipart/form-data` as Discord's clients send it: `payload_json` and `files[n]`. Strict where a
//! client could be wrong, silent about parts of the format that nobody uses here.

use std::sync::Arc;

use serde_json::Value;

use crate::state::message::Upload;

/// The parts of a form.
pub(crate) struct Form {
    pub(crate) payload: Value,
    pub(crate) uploads: Vec<Upload>,
}

/// The boundary of a multipart content type; `None` for another type.
pub(crate) fn boundary(content_type: &str) -> Option<&str> {
    let parameters = content_type.strip_prefix("multipart/form-data")?;
    let boundary = parameters
        .split(';')
        .find_map(|part| part.trim().strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"'))
}

/// Takes the form apart.
pub(crate) fn parse(body: &[u8], boundary: &str) -> Result<Form, String> {
    let delimiter = format!("\r\n--{boundary}");
    // With a line break in front, the first delimiter looks like all the others.
    let body = [b"\r\n", body].concat();
    let mut form = Form {
        payload: Value::Null,
        uploads: Vec::new(),
    };
    let mut rest = after(&body, delimiter.as_bytes()).ok_or("no part begins")?;
    while !rest.starts_with(b"--") {
        let end = find(rest, delimiter.as_bytes()).ok_or("a part does not end")?;
        let part = rest[..end]
            .strip_prefix(b"\r\n")
            .ok_or("no line break after a boundary")?;
        add_part(&mut form, part)?;
        rest = &rest[end + delimiter.len()..];
    }
    Ok(form)
}

fn add_part(form: &mut Form, part: &[u8]) -> Result<(), String> {
    let split = find(part, b"\r\n\r\n").ok_or("a part has no header end")?;
    let headers = String::from_utf8_lossy(&part[..split]).into_owned();
    let bytes = &part[split + 4..];
    let header = |name: &str| {
        headers.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    };
    let disposition = header("content-disposition").ok_or("a part has no content-disposition")?;
    let name = parameter(&disposition, "name").ok_or("a part has no name")?;
    if name == "payload_json" {
        form.payload =
            serde_json::from_slice(bytes).map_err(|error| format!("payload_json: {error}"))?;
        return Ok(());
    }
    let index = name
        .strip_prefix("files[")
        .and_then(|rest| rest.strip_suffix(']'));
    let index = match (index, name.as_str()) {
        (Some(index), _) => Some(
            index
                .parse()
                .map_err(|_| format!("a part is named {name}"))?,
        ),
        (None, "file") => None,
        (None, _) => return Err(format!("a part is named {name}")),
    };
    form.uploads.push(Upload {
        index,
        filename: parameter(&disposition, "filename").ok_or("a file has no filename")?,
        content_type: header("content-type")
            .unwrap_or_else(|| "application/octet-stream".to_owned()),
        bytes: Arc::new(bytes.to_vec()),
    });
    Ok(())
}

/// `key="value"` in a header; `\"` and `%22` are a quotation mark inside.
fn parameter(header: &str, key: &str) -> Option<String> {
    let start = format!("; {key}=\"");
    let value = &header[header.find(&start)? + start.len()..];
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(text.replace("%22", "\"")),
            '\\' => text.extend(letters.next()),
            letter => text.push(letter),
        }
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(offset) = haystack[from..].iter().position(|byte| *byte == first) {
        let at = from + offset;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn after<'a>(haystack: &'a [u8], needle: &[u8]) -> Option<&'a [u8]> {
    find(haystack, needle).map(|at| &haystack[at + needle.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--XX\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a \\\"b\\\".png\"\r\n\
        Content-Type: image/png\r\n\r\n\x00--X\r\n\x01\r\n--XX\r\ncontent-disposition: form-data; name=\"payload_json\"\r\n\r\n\
        {\"content\":\"hi\"}\r\n--XX--\r\n";

    #[test]
    fn parts_are_found() {
        let form = parse(FORM.as_bytes(), "XX").unwrap();
        assert_eq!(form.payload["content"], "hi");
        assert_eq!(form.uploads.len(), 1);
        let file = &form.uploads[0];
        assert_eq!(
            (file.index, file.filename.as_str()),
            (Some(0), "a \"b\".png")
        );
        assert_eq!(file.content_type, "image/png");
        assert_eq!(file.bytes.as_slice(), b"\x00--X\r\n\x01");
    }

    #[test]
    fn broken_forms_are_refused() {
        assert!(parse(b"", "XX").is_err());
        assert!(parse(&FORM.as_bytes()[..80], "XX").is_err());
        assert!(parse(FORM.replace("files[0]", "upload").as_bytes(), "XX").is_err());
        assert!(parse(FORM.replace("{\"content\"", "{content").as_bytes(), "XX").is_err());
        assert_eq!(boundary("multipart/form-data; boundary=XX"), Some("XX"));
        assert_eq!(boundary("application/json"), None);
    }
}
