//! The network between a server and the database, which can be cut, frozen, and restored.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex},
    thread,
};

/// What happens to bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Network {
    Works,
    /// Connections are closed, and new ones too.
    Cut,
    /// Nothing arrives, and neither end gets an error.
    Frozen,
}

/// A network.
pub(crate) struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    database: PathBuf,
    network: Mutex<Network>,
    changed: Condvar,
    connections: Mutex<Vec<(TcpStream, UnixStream)>>,
}

impl Proxy {
    /// A network that leads to the socket.
    pub(crate) fn to(database: &Path) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            database: database.into(),
            network: Mutex::new(Network::Works),
            changed: Condvar::new(),
            connections: Mutex::default(),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for server in listener.incoming().flatten() {
                let shared = Arc::clone(&accepting);
                thread::spawn(move || shared.connect(&server));
            }
        });
        Self { address, shared }
    }

    /// Where the database seems to be.
    pub(crate) fn url(&self) -> String {
        let Self { address, .. } = self;
        format!("postgres://fleet@{address}/postgres")
    }

    pub(crate) fn cut(&self) {
        self.shared.set(Network::Cut);
        for (server, database) in self.shared.connections.lock().unwrap().drain(..) {
            // It may be closed already.
            let _ = server.shutdown(Shutdown::Both);
            let _ = database.shutdown(Shutdown::Both);
        }
    }

    pub(crate) fn freeze(&self) {
        self.shared.set(Network::Frozen);
    }

    /// Makes it work again. What was frozen arrives now.
    pub(crate) fn restore(&self) {
        self.shared.set(Network::Works);
    }
}

impl Shared {
    fn set(&self, network: Network) {
        *self.network.lock().unwrap() = network;
        self.changed.notify_all();
    }

    /// Waits while it is frozen. Whether it works then.
    fn works(&self) -> bool {
        let network = self.network.lock().unwrap();
        let is_frozen = |network: &mut Network| *network == Network::Frozen;
        let network = self.changed.wait_while(network, is_frozen).unwrap();
        *network == Network::Works
    }

    fn connect(&self, server: &TcpStream) {
        if !self.works() {
            return;
        }
        // The database may be down: then the server's connection is closed.
        let Ok(database) = UnixStream::connect(&self.database) else {
            return;
        };
        server.set_nodelay(true).unwrap();
        let pair = (server.try_clone().unwrap(), database.try_clone().unwrap());
        self.connections.lock().unwrap().push(pair);
        thread::scope(|scope| {
            scope.spawn(|| self.carry(server, &database));
            self.carry(&database, server);
            let _ = server.shutdown(Shutdown::Both);
        });
    }

    fn carry<F, T>(&self, from: &F, to: &T)
    where
        for<'s> &'s F: Read,
        for<'s> &'s T: Write,
    {
        let (mut from, mut to) = (from, to);
        let mut bytes = [0; 16 * 1024];
        while let Ok(count @ 1..) = from.read(&mut bytes)
            && self.works()
        {
            if to.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
    }
}
