"""Folders: fs.FS."""

import io

import pytest
import readercase as c


def test_the_path_of_a_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"one\ntwo\n")
    assert c.names(tmp_path) == ["a"] == c.names(str(tmp_path))
    assert c.content(tmp_path, "a") == b"one\ntwo\n"
    tree = c.Tree(root=tmp_path)
    assert tree.size("a") == 8
    with pytest.raises(TypeError):
        c.names(5)
    with pytest.raises(c.GoError):
        c.content(tmp_path, "../a")


def test_its_files_are_file_objects(tmp_path):
    (tmp_path / "a").write_bytes(b"one\ntwo\n")
    with c.first(tmp_path, "a") as file:
        assert isinstance(file, io.RawIOBase) and file.readable() and file.readline() == b"one\n" and file.read() == b"two\n"
        assert file.seek(0) == 0 and list(file) == [b"one\n", b"two\n"]
    with c.folder().open("go.mod") as file:
        assert file.read().startswith(b"module readercase")


def test_folders_come_out_and_go_back():
    assert c.names(c.folder()) == ["go.mod", "reader.go"]
    assert c.content(c.folder(), "go.mod").startswith(b"module")
    assert c.names(c.sources) == ["go.mod", "reader.go"]


def test_files_of_the_system(tmp_path):
    path = tmp_path / "file"
    with c.create(path) as file:
        assert file.fileno() > 2 and file.write(b"abc") == 3 and c.size_of(file) == 3
    assert c.size_of(path) == 3 == c.size_of(str(path))
    with open(path, "ab") as file:
        file.write(b"de")
        c.append(file, "fg")
        assert file.write(b"h") == 1
    assert path.read_bytes() == b"abcdefgh"
    with open(path) as text:
        assert c.size_of(text) == 8
    with pytest.raises(TypeError, match="file with fileno"):
        c.size_of(5)
    with pytest.raises(c.GoError):
        c.size_of(tmp_path / "none")
