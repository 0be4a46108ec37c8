"""The modules whose reach is measured, and whose main jobs are done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

JOBS = Path(__file__).resolve().parent / "jobs"


@dataclass(frozen=True)
class Module:
    """A Go package, at one version of its module; the standard library has the toolchain's."""

    name: str  # of the folder in jobs/
    package: str
    version: str = ""
    # What `wrap` is told of it, as a user would.
    options: tuple[str, ...] = ()
    # Its job is among the tests; the others are done by `make reach` alone.
    tested: bool = False

    @property
    def spec(self) -> str:
        return f"{self.package}@{self.version}" if self.version else self.package

    @property
    def job(self) -> Path:
        return JOBS / self.name


MODULES = [
    Module("netip", "net/netip", tested=True),
    Module("url", "net/url", tested=True),
    Module("big", "math/big", tested=True),
    Module("regexp", "regexp", tested=True),
    Module("csv", "encoding/csv", tested=True),
    Module("gzip", "compress/gzip", tested=True),
    Module("zip", "archive/zip", tested=True),
    Module("bufio", "bufio", tested=True),
    Module("template", "text/template", tested=True),
    Module("sort", "sort", tested=True),
    Module("slices", "slices", tested=True),
    Module("maps", "maps", tested=True),
    Module("http", "net/http", tested=True),
    Module("decimal", "github.com/shopspring/decimal", "v1.6.0"),
    Module("goldmark", "github.com/yuin/goldmark", "v1.8.7", ("--package", "./...")),
    Module("mat", "gonum.org/v1/gonum/mat", "v0.17.0"),
    Module("goquery", "github.com/PuerkitoBio/goquery", "v1.13.0"),
    Module("excelize", "github.com/xuri/excelize/v2", "v2.11.1"),
    Module("zstd", "github.com/klauspost/compress/zstd", "v1.20.4"),
    Module("cel", "cel.dev/cel-go/cel", "v0.33.2", ("--package", "./common/types")),
    Module("gg", "github.com/fogleman/gg", "v1.3.0"),
    Module("dns", "github.com/miekg/dns", "v1.1.73"),
    Module("fastjson", "github.com/valyala/fastjson", "v1.6.10"),
    Module("jwt", "github.com/golang-jwt/jwt/v5", "v5.3.1"),
    Module("jsonschema", "github.com/santhosh-tekuri/jsonschema/v6", "v6.0.3"),
    Module("stat", "gonum.org/v1/gonum/stat", "v0.17.0", ("--package", "./mat")),
    Module("floats", "gonum.org/v1/gonum/floats", "v0.17.0"),
    Module("language", "golang.org/x/text/language", "v0.44.0"),
    Module("norm", "golang.org/x/text/unicode/norm", "v0.44.0"),
    Module("lru", "github.com/hashicorp/golang-lru/v2", "v2.0.7"),
    Module("lo", "github.com/samber/lo", "v1.53.0"),
    Module("imaging", "github.com/disintegration/imaging", "v1.6.2"),
    Module("hclparse", "github.com/hashicorp/hcl/v2/hclparse", "v2.25.0"),
    Module("ristretto", "github.com/dgraph-io/ristretto/v2", "v2.4.2"),
    Module("validator", "github.com/go-playground/validator/v10", "v10.30.6"),
    Module("wazero", "github.com/tetratelabs/wazero", "v1.12.0", ("--package", "./api")),
    Module("colly", "github.com/gocolly/colly/v2", "v2.3.0"),
    Module("parquet", "github.com/parquet-go/parquet-go", "v0.32.0"),
    Module("sql", "modernc.org/sqlite", "v1.62.0", ("--package", "database/sql")),
    Module("bleve", "github.com/blevesearch/bleve/v2", "v2.6.3"),
]
