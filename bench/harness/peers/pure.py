"""Python itself: the yardstick of answers."""

from harness.peers.peer import Peer, Product
from harness.workspace import BENCH, Workspace


class Pure(Peer):
    name = "pure"
    module = "bench_pure"

    def build(self, workspace: Workspace) -> Product:
        return Product(BENCH / "peers" / "pure")
