"""Python itself: the yardstick of answers."""

from harness.peers.peer import Peer, Product
from harness.workshop import BENCH, Workshop


class Pure(Peer):
    name = "pure"
    module = "bench_pure"

    def build(self, shop: Workshop) -> Product:
        return Product(BENCH / "peers" / "pure")
