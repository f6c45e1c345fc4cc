//! Validation against Discord's OpenAPI document, when a run has one. Each operation is compiled when it
//! is first used, with only the schemas it needs: compiling all of them takes seconds in a debug build.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A parsed document with the validators compiled so far.
pub(crate) struct OpenApi {
    document: Value,
    /// By method, path with parameters unnamed, and which body; `None` where nothing is described.
    compiled: Mutex<HashMap<String, Option<Arc<Validator>>>>,
    /// Paths of the document by their form with parameters unnamed.
    paths: HashMap<String, String>,
}

/// One parse a process: the document has a megabyte and every test starts a fake of its own.
static LOADED: OnceLock<Mutex<HashMap<PathBuf, Arc<OpenApi>>>> = OnceLock::new();

impl OpenApi {
    pub(crate) fn load(path: &Path) -> Arc<Self> {
        let loaded = LOADED.get_or_init(Mutex::default);
        let mut loaded = loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let parse = || {
            let text = std::fs::read_to_string(path);
            let text = text.unwrap_or_else(|error| panic!("OpenAPI {}: {error}", path.display()));
            let document = serde_json::from_str(&text);
            let document =
                document.unwrap_or_else(|error| panic!("OpenAPI {}: {error}", path.display()));
            Arc::new(Self::new(document))
        };
        Arc::clone(loaded.entry(path.to_owned()).or_insert_with(parse))
    }

    pub(crate) fn new(document: Value) -> Self {
        let names = document["paths"]
            .as_object()
            .into_iter()
            .flat_map(Map::keys);
        let paths = names.map(|path| (unnamed(path), path.clone())).collect();
        Self {
            document,
            compiled: Mutex::default(),
            paths,
        }
    }

    /// What is wrong with a request body; a multipart one is held against the JSON form.
    pub(crate) fn check_request(&self, method: &str, route: &str, body: &Value) -> Option<String> {
        let operation = self.operation(method, route)?;
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        self.check(
            &format!("{method} {route} request"),
            schema,
            &tolerated(body),
        )
    }

    /// What is wrong with an answer.
    pub(crate) fn check_answer(
        &self,
        method: &str,
        route: &str,
        status: u16,
        body: Option<&Value>,
    ) -> Option<String> {
        let Some(operation) = self.operation(method, route) else {
            return Some("the document has no such operation".to_owned());
        };
        let responses = &operation["responses"];
        let exact = status.to_string();
        let class = format!("{}XX", status / 100);
        let known = [exact, class]
            .into_iter()
            .find(|key| !responses[key].is_null());
        let Some(key) = known else {
            return Some(format!("the document has no status {status} here"));
        };
        let response = self.deref(&responses[&key]);
        let schema = &response["content"]["application/json"]["schema"];
        match body {
            None if schema.is_null() => None,
            None => Some("the document wants a body".to_owned()),
            Some(body) => self.check(
                &format!("{method} {route} {key}"),
                schema,
                &without_details(body),
            ),
        }
    }

    fn operation(&self, method: &str, route: &str) -> Option<&Value> {
        let path = self.paths.get(&unnamed(route))?;
        let operation = &self.document["paths"][path][method.to_lowercase()];
        operation.is_object().then_some(operation)
    }

    fn deref<'a>(&'a self, value: &'a Value) -> &'a Value {
        let pointer = value["$ref"]
            .as_str()
            .and_then(|target| target.strip_prefix('#'));
        pointer.map_or(value, |pointer| {
            self.document.pointer(pointer).unwrap_or(&Value::Null)
        })
    }

    fn check(&self, key: &str, schema: &Value, body: &Value) -> Option<String> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let validator = compiled
            .entry(key.to_owned())
            .or_insert_with(|| self.compile(schema))
            .clone();
        drop(compiled);
        let validator = validator?;
        if validator.is_valid(body) {
            return None;
        }
        let problems = validator.iter_errors(body).take(3);
        let problems = problems.map(|error| {
            format!(
                "{}: {}",
                error.instance_path(),
                shortened(&error.to_string())
            )
        });
        Some(problems.collect::<Vec<_>>().join("; "))
    }

    /// A validator of this schema and all that it refers to.
    fn compile(&self, schema: &Value) -> Option<Arc<Validator>> {
        if schema.is_null() {
            return None;
        }
        let mut needed = BTreeSet::new();
        self.collect(schema, &mut needed);
        let mut schemas = Map::new();
        for name in needed {
            let schema = self.document["components"]["schemas"][&name].clone();
            schemas.insert(name, schema);
        }
        let root = json!({ "allOf": [schema], "components": { "schemas": schemas } });
        let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
        let validator = options.should_validate_formats(false).build(&root);
        Some(Arc::new(
            validator.unwrap_or_else(|error| panic!("OpenAPI schema: {error}")),
        ))
    }

    fn collect(&self, schema: &Value, needed: &mut BTreeSet<String>) {
        match schema {
            Value::Object(object) => {
                let target = object.get("$ref").and_then(Value::as_str);
                if let Some(name) =
                    target.and_then(|target| target.strip_prefix("#/components/schemas/"))
                    && needed.insert(name.to_owned())
                {
                    self.collect(&self.document["components"]["schemas"][name], needed);
                }
                object
                    .values()
                    .for_each(|value| self.collect(value, needed));
            }
            Value::Array(list) => list.iter().for_each(|value| self.collect(value, needed)),
            _ => {}
        }
    }
}

/// `/a/{x}/b` and `/a/{y}/b` are the same path.
fn unnamed(path: &str) -> String {
    let segment = |segment: &str| {
        if segment.starts_with('{') {
            "{}".to_owned()
        } else {
            segment.to_owned()
        }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// What Discord takes although its document says otherwise: permission bits as text, and the numbers of
/// uploaded files, which are no snowflakes, as numbers.
fn tolerated(body: &Value) -> Value {
    let mut body = body.clone();
    soften(&mut body);
    if let Some(list) = body.as_array_mut() {
        list.iter_mut().for_each(soften);
    }
    if let Some(data) = body.get_mut("data") {
        soften(data);
    }
    body
}

fn soften(object: &mut Value) {
    let Some(object) = object.as_object_mut() else {
        return;
    };
    for key in ["default_member_permissions", "permissions"] {
        let bits = object.get(key).and_then(Value::as_str);
        if let Some(bits) = bits.and_then(|bits| bits.parse::<u64>().ok()) {
            object.insert(key.to_owned(), json!(bits));
        }
    }
    let files = object.get_mut("attachments").and_then(Value::as_array_mut);
    for file in files.into_iter().flatten() {
        if let Some(id) = file["id"].as_u64() {
            file["id"] = json!(id.to_string());
        }
    }
}

/// The document gives the errors of single fields numbers; Discord sends names (`BASE_TYPE_REQUIRED`),
/// and clients expect them. So the details of a refusal are not compared.
fn without_details(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(refusal) = body
        .as_object_mut()
        .filter(|body| body.contains_key("code"))
    {
        refusal.remove("errors");
    }
    body
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 300 {
        text.to_owned()
    } else {
        text.chars().take(300).chain(['…']).collect()
    }
}
