//! Three nodes of PostgreSQL under Patroni, one etcd that says who leads, and haproxy, which leads writers to him:
//! what docs/operating.md describes, on loopback and without privileges.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{dist::output, serving::exchange};

/// How long the nodes may take to agree.
const PATIENCE: Duration = Duration::from_secs(120);
const ASK_EVERY: Duration = Duration::from_millis(100);
const NAMES: [&str; 3] = ["a", "b", "c"];

pub struct Cluster {
    folder: TempDir,
    nodes: Vec<Node>,
    /// etcd and haproxy.
    others: Vec<Child>,
    port: u16,
}

struct Node {
    name: &'static str,
    /// Of PostgreSQL and of Patroni.
    port: u16,
    rest: u16,
    patroni: Option<Child>,
}

/// What Patroni says of the whole.
struct State {
    leader: Option<String>,
    is_whole: bool,
}

impl Cluster {
    /// Starts everything and waits until a primary leads and has a synchronous standby.
    pub fn start() -> Result<Self, String> {
        let folder = tempfile::Builder::new().prefix("enishi-failover-").tempdir();
        let folder = folder.map_err(|error| error.to_string())?;
        let (etcd, peer, port) = (free_port()?, free_port()?, free_port()?);
        let mut nodes = Vec::new();
        for name in NAMES {
            nodes.push(Node { name, port: free_port()?, rest: free_port()?, patroni: None });
        }
        let mut cluster = Self { folder, nodes, others: Vec::new(), port };
        for node in &cluster.nodes {
            let text = patroni(node, etcd, cluster.folder.path())?;
            write(&cluster.path(&format!("{}.yml", node.name)), &text)?;
        }
        write(&cluster.path("haproxy.cfg"), &haproxy(port, &cluster.nodes))?;
        if is_root()? {
            output(Command::new("chown").args(["-R", "postgres:postgres"]).arg(cluster.folder.path()))?;
        }
        let address = |port: u16| format!("http://127.0.0.1:{port}");
        let words = [
            ("--data-dir", cluster.path("etcd").display().to_string()),
            ("--listen-client-urls", address(etcd)),
            ("--advertise-client-urls", address(etcd)),
            ("--listen-peer-urls", address(peer)),
            ("--initial-advertise-peer-urls", address(peer)),
            ("--initial-cluster", format!("default={}", address(peer))),
        ];
        let words: Vec<String> =
            words.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
        let etcd = cluster.spawn("etcd", &words)?;
        cluster.others.push(etcd);
        let words = ["-f".to_owned(), cluster.path("haproxy.cfg").display().to_string()];
        let haproxy = cluster.spawn("/usr/sbin/haproxy", &words)?;
        cluster.others.push(haproxy);
        for place in 0..cluster.nodes.len() {
            cluster.start_node(place)?;
        }
        cluster.until_whole()?;
        Ok(cluster)
    }

    /// The address for the program: haproxy's.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// A path in the folder of all of this.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until a primary leads, has a synchronous standby, and all nodes follow; gives the primary's name.
    pub fn until_whole(&self) -> Result<String, String> {
        let begin = Instant::now();
        loop {
            if let Some(State { leader: Some(leader), is_whole: true }) = self.state() {
                return Ok(leader);
            }
            if begin.elapsed() > PATIENCE {
                let said = fs::read_to_string(self.path("log")).unwrap_or_default();
                let last: Vec<&str> = said.lines().rev().take(20).collect();
                return Err(format!("the nodes do not agree: {}", last.join("\n")));
            }
            thread::sleep(ASK_EVERY);
        }
    }

    /// Whether somebody else than this node leads.
    pub fn is_led_by_another(&self, name: &str) -> bool {
        self.state().and_then(|state| state.leader).is_some_and(|leader| leader != name)
    }

    /// Kills PostgreSQL of a node with all its processes; with `is_machine` its Patroni first, as when the machine is
    /// lost.
    pub fn kill(&mut self, name: &str, is_machine: bool) -> Result<(), String> {
        let file = self.path(name).join("postmaster.pid");
        let node = self.nodes.iter_mut().find(|node| node.name == name).ok_or("no such node")?;
        if let Some(mut patroni) = node.patroni.take_if(|_| is_machine) {
            patroni.kill().and_then(|()| patroni.wait()).map_err(|error| error.to_string())?;
        }
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let main = text.lines().next().unwrap_or_default();
        let children = fs::read_to_string(format!("/proc/{main}/task/{main}/children"));
        let children = children.map_err(|error| format!("process {main}: {error}"))?;
        // A child that ended meanwhile is refused, the others are told all the same.
        let _told = output(Command::new("kill").args(["-KILL", main]).args(children.split_whitespace()));
        Ok(())
    }

    /// Starts the nodes again whose Patroni was killed.
    pub fn start_killed(&mut self) -> Result<(), String> {
        for place in 0..self.nodes.len() {
            if self.nodes.get(place).is_some_and(|node| node.patroni.is_none()) {
                self.start_node(place)?;
            }
        }
        Ok(())
    }

    fn start_node(&mut self, place: usize) -> Result<(), String> {
        let Some(name) = self.nodes.get(place).map(|node| node.name) else { return Ok(()) };
        let file = self.path(&format!("{name}.yml")).display().to_string();
        let patroni = self.spawn("patroni", &[file])?;
        if let Some(node) = self.nodes.get_mut(place) {
            node.patroni = Some(patroni);
        }
        Ok(())
    }

    /// A program of the cluster, as an account without privileges, which ends with this process.
    fn spawn(&self, program: &str, words: &[String]) -> Result<Child, String> {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.path("log"));
        let log = log.map_err(|error| error.to_string())?;
        let errors = log.try_clone().map_err(|error| error.to_string())?;
        let mut command = Command::new("setpriv");
        if is_root()? {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.args(["--pdeathsig", "TERM", "--", program]).args(words).current_dir("/");
        command.env("HOME", self.folder.path()).stdin(Stdio::null()).stdout(log).stderr(errors);
        command.spawn().map_err(|error| format!("{program}: {error}"))
    }

    /// Asks the first node that answers.
    fn state(&self) -> Option<State> {
        let request = "GET /cluster HTTP/1.0\r\n\r\n";
        let answers = self.nodes.iter().filter(|node| node.patroni.is_some());
        let mut answers =
            answers.filter_map(|node| exchange(&format!("127.0.0.1:{}", node.rest), request).ok());
        let answer = answers.next()?;
        let json: serde_json::Value = serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()?;
        let members = json.get("members")?.as_array()?;
        let of = |name: &str, value: &str| {
            members.iter().filter(|one| one.get(name).is_some_and(|it| it == value)).count()
        };
        let follow = of("state", "streaming") + of("state", "running");
        let leader = members.iter().find(|one| one.get("role").is_some_and(|role| role == "leader"));
        let leader = leader.and_then(|one| one.get("name")?.as_str()).map(str::to_owned);
        let is_whole = follow == self.nodes.len() && of("role", "sync_standby") > 0;
        Some(State { leader, is_whole })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let patronis = self.nodes.iter_mut().filter_map(|node| node.patroni.take());
        for mut child in patronis.chain(self.others.drain(..)) {
            // Gently: Patroni ends its PostgreSQL. One that has ended already has nothing to be told.
            let _told = output(Command::new("kill").arg(child.id().to_string()));
            drop(child.wait());
        }
    }
}

fn patroni(node: &Node, etcd: u16, folder: &Path) -> Result<String, String> {
    let Node { name, port, rest, .. } = node;
    let programs = programs()?;
    let (folder, programs) = (folder.display(), programs.display());
    Ok(format!(
        "scope: enishi
name: {name}
restapi: {{listen: '127.0.0.1:{rest}', connect_address: '127.0.0.1:{rest}'}}
etcd3: {{hosts: '127.0.0.1:{etcd}'}}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 5
    primary_start_timeout: 0
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      parameters: {{synchronous_commit: 'on', max_connections: 100, shared_buffers: 64MB, wal_log_hints: 'on'}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums]
postgresql:
  listen: 127.0.0.1:{port}
  connect_address: 127.0.0.1:{port}
  data_dir: {folder}/{name}
  bin_dir: {programs}
  pgpass: {folder}/{name}.pgpass
  authentication:
    superuser: {{username: postgres, password: unused}}
    replication: {{username: replicator, password: unused}}
  pg_hba: [local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
  parameters: {{unix_socket_directories: '{folder}'}}
"
    ))
}

fn haproxy(port: u16, nodes: &[Node]) -> String {
    let mut text = format!(
        "defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
    timeout check 2s
listen primary
    bind 127.0.0.1:{port}
    option httpchk GET /primary
    http-check expect status 200
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
"
    );
    for Node { name, port, rest, .. } in nodes {
        text.push_str(&format!("    server {name} 127.0.0.1:{port} check port {rest}\n"));
    }
    text
}

/// The folder of PostgreSQL's programs, the newest that Debian has installed.
fn programs() -> Result<PathBuf, String> {
    let root = Path::new("/usr/lib/postgresql");
    let found = fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let versions = found.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let newest =
        versions.max().ok_or("no PostgreSQL: apt-get install postgresql patroni etcd-server haproxy")?;
    Ok(root.join(newest.to_string()).join("bin"))
}

fn is_root() -> Result<bool, String> {
    Ok(output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
