"""Folders: fs.FS."""

import asyncio
import importlib.resources
import io
import zipfile

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


def test_archives_and_resources(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.txt", "1")
        archive.writestr("sub/two.txt", "22")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for folder in (archive, zipfile.Path(archive)):
            assert c.names(folder) == ["one.txt", "sub"] and c.content(folder, "sub/two.txt") == b"22"
            assert c.walk(folder) == [".", "one.txt", "sub", "sub/two.txt"]
            tree = c.Tree(root=folder)
            assert tree.size("one.txt") == 1 and tree.root is folder
        with pytest.raises(FileNotFoundError):
            c.content(archive, "none.txt")
        with pytest.raises(c.GoError, match="invalid"):
            c.content(archive, "../one.txt")
        with c.first(archive, "one.txt") as file:
            assert file.read() == b"1"
    resources = importlib.resources.files("json")
    assert "decoder.py" in c.names(resources) and b"JSONDecoder" in c.content(resources, "decoder.py")
    with pytest.raises(ValueError, match="closed"):
        c.content(archive, "one.txt")


def test_folders_have_methods_of_paths(tmp_path):
    for folder in (c.folder(), c.sources, c.sub(c.folder())):
        assert folder.glob("*.mod") == ["go.mod"] and folder.read_text("go.mod").startswith("module readercase")
        assert folder.read_bytes("go.mod") == folder.read_text("go.mod").encode()
        assert sorted(e.name() for e in folder.iterdir()) == ["go.mod", "reader.go"] and not any(e.is_dir() for e in folder.iterdir("."))
        with pytest.raises(FileNotFoundError):
            folder.read_text("none")
    assert asyncio.run(c.folder().aio.read_text("go.mod")).startswith("module")


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
