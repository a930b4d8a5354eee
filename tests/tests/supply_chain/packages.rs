//! The packages of the workspace and of everything that it depends on, as `cargo metadata` lists them.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use serde_json::Value;

/// All packages.
pub(crate) struct Packages {
    by_id: BTreeMap<String, Package>,
}

/// A package: one version of a crate.
pub(crate) struct Package {
    metadata: Value,
    is_member: bool,
    /// The packages that it depends on to be compiled as a library; its tests need more.
    depends_on: Vec<String>,
}

impl Packages {
    pub(crate) fn read() -> Self {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--locked", "--format-version=1"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let members: BTreeSet<&str> = texts(&metadata["workspace_members"]).collect();
        let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
        let edges: BTreeMap<&str, Vec<String>> = nodes
            .iter()
            .map(|node| (node["id"].as_str().unwrap(), edges(node)))
            .collect();
        let packages = metadata["packages"].as_array().unwrap();
        let by_id = packages.iter().map(|package| {
            let id = package["id"].as_str().unwrap();
            let package = Package {
                metadata: package.clone(),
                is_member: members.contains(id),
                depends_on: edges.get(id).cloned().unwrap_or_default(),
            };
            (id.to_owned(), package)
        });
        Self {
            by_id: by_id.collect(),
        }
    }

    /// Ours.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.by_id.values().filter(|package| package.is_member)
    }

    /// Those of others.
    pub(crate) fn dependencies(&self) -> impl Iterator<Item = &Package> {
        self.by_id.values().filter(|package| !package.is_member)
    }

    /// What the package depends on.
    pub(crate) fn of(&self, package: &Package) -> impl Iterator<Item = &Package> {
        package.depends_on.iter().map(|id| &self.by_id[id])
    }

    /// Everything that the packages need, with them.
    pub(crate) fn closure<'a>(
        &'a self,
        roots: impl Iterator<Item = &'a Package>,
    ) -> Vec<&'a Package> {
        let (mut seen, mut waiting) = (BTreeSet::new(), roots.collect::<Vec<_>>());
        let mut all = Vec::new();
        while let Some(package) = waiting.pop() {
            if seen.insert(package.id()) {
                all.push(package);
                waiting.extend(self.of(package));
            }
        }
        all
    }
}

/// What a package needs to be compiled, without what only its tests need; but of our own packages of tests, everything.
fn edges(node: &Value) -> Vec<String> {
    let all = node["deps"].as_array().unwrap().iter();
    let edges = all.filter(|edge| {
        let kinds = edge["dep_kinds"].as_array().unwrap();
        kinds.iter().any(|kind| kind["kind"] != "dev")
    });
    edges
        .map(|edge| edge["pkg"].as_str().unwrap().to_owned())
        .collect()
}

impl Package {
    pub(crate) fn name(&self) -> &str {
        self.text("name").unwrap()
    }

    /// The part of the version that says which releases are compatible.
    pub(crate) fn line(&self) -> String {
        let parts: Vec<_> = self.text("version").unwrap().split('.').collect();
        match parts[..] {
            ["0", minor, ..] => format!("0.{minor}"),
            _ => parts[0].to_owned(),
        }
    }

    pub(crate) fn source(&self) -> Option<&str> {
        self.text("source")
    }

    pub(crate) fn licence(&self) -> &str {
        self.text("license").unwrap_or_default()
    }

    pub(crate) fn manifest(&self) -> &str {
        self.text("manifest_path").unwrap()
    }

    /// Whether it is one of the crates that this project publishes.
    pub(crate) fn is_published(&self) -> bool {
        self.is_member && self.metadata["publish"].is_null()
    }

    pub(crate) fn is_macro(&self) -> bool {
        self.target("proc-macro").is_some()
    }

    pub(crate) fn build_script(&self) -> Option<&str> {
        self.target("custom-build")
    }

    /// The roots of its libraries and programs.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &str> {
        ["lib", "proc-macro", "bin"]
            .into_iter()
            .filter_map(|kind| self.target(kind))
    }

    fn target(&self, kind: &str) -> Option<&str> {
        let targets = self.metadata["targets"].as_array()?;
        let target = targets
            .iter()
            .find(|target| texts(&target["kind"]).any(|own| own == kind))?;
        target["src_path"].as_str()
    }

    fn id(&self) -> &str {
        self.text("id").unwrap()
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.metadata[field].as_str()
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}
