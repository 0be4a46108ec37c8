"""Markdown is rendered: plain, with extensions, and with a renderer of our own."""

import io

import goldmark
from goldmark import ast, extension, parser, renderer, util
from goldmark.renderer import html

source = b"# A *title*\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\nhttps://example.org\n"


class Loud:
    def register_funcs(self, registerer):
        registerer.register(ast.kind_emphasis, self.emphasis)

    def emphasis(self, w, source, node, entering):
        w.write_string("<shout>" if entering else "</shout>")
        return ast.WALK_CONTINUE


plain, extended, custom = io.BytesIO(), io.BytesIO(), io.BytesIO()
print(goldmark.convert(source, plain) or "<nil>")
print(plain.getvalue().decode(), end="")
md = goldmark.new(
    goldmark.with_extensions(extension.gfm),
    goldmark.with_parser_options(parser.with_auto_heading_id()),
    goldmark.with_renderer_options(html.with_xhtml()),
)
print(md.convert(source, extended) or "<nil>")
print(extended.getvalue().decode(), end="")
md = goldmark.new(goldmark.with_renderer_options(renderer.with_node_renderers(util.prioritized(Loud(), 100))))
print(md.convert(b"be *quiet*\n", custom) or "<nil>")
print(custom.getvalue().decode(), end="")
