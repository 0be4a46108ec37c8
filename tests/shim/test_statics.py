"""Which variables of the C library are written after import: each must be one of those that are guarded where there is
no GIL. A new one has to be put here, and if it is guarded, into the table of ARCHITECTURE.md."""

import pathlib
import re
import shutil
import subprocess

import library
import pytest

pytestmark = pytest.mark.once
SHIM = library.ROOT / "shim"

# Tables for CPython, which are not const because it takes pointers to such, and which nothing writes.
TABLES = re.compile(r"(^|_)(methods|getset|members|slots|def|functions|iteration|checks|fields|inherit|tell|native_abi|one)$")

# Written while the extension is imported, or before its first call, by the thread that does that under the lock of the import.
IMPORT = set(
    """
    gs_enable_deferred_refcount gs_enable_try_inc_ref gs_once_object gs_one_thread gs_python_has_no_gil gs_try_inc_ref
    gs_contexts gs_subinterpreter gs_the_interpreter gs_thread_end_key gs_thread_end_object
    gs_build gs_environment gs_import_name gs_newer_build gs_no_newer_build gs_core_path
    gs_own_signals gs_the_signals done gs_info
    gs_any_io gs_channels gs_io_classes gs_text_io gs_io_type gs_stream_type
    gs_GuardError gs_class_namesake gs_core_loader gs_guarding gs_tracing gs_worker_callback gs_spin_ns
    gs_GoError gs_PanicError gs_absent_base gs_absent_hider gs_block gs_live_dicts gs_forward_type gs_function_type gs_go_error_key gs_go_error_type
    gs_go_error_base gs_args_descr gs_args_get gs_args_set gs_base_new gs_base_init
    gs_group_class gs_held_module gs_held_type gs_holder_type gs_interface_type gs_level_type gs_method_type gs_live_lists gs_live_dict
    gs_live_list gs_live_set gs_made_again gs_made_type gs_live_no_args gs_pickle_function gs_remake gs_sentinels gs_live_sets gs_state_types gs_values_key
    gs_classes_of gs_made_key
    gs_any_classes gs_any_file_type gs_any_mask gs_awaiting_by gs_function_module gs_given_type gs_key_type gs_vectorcall
    gs_faulthandler gs_decimal_class gs_dt gs_fills gs_fraction_class gs_ip gs_lent_boxes gs_live_list_take gs_pointer_by
    gs_pointer_type gs_uuid_class name gs_ufunc_has_gil
    """.split()
)
# The async API, whose types are made once, by one thread: async/aio.c.
ONCE = set("future gs_aio gs_awaiting gs_areader_type gs_astream_type gs_coroutine_runner_type gs_function_self gs_native_module gs_resumer_type maker making".split())
# Written at any time, and guarded as ARCHITECTURE.md says of the file, or as the comment at the variable does.
GUARDED = {
    "atomic": """gs_gate gs_last_of_go gs_share gs_time_slice_of_go gs_signal_sign gs_signals_checked gs_signal_threads gs_guards gs_locals
        gs_profile_all gs_profile_since gs_profiling gs_tsc gs_the_active_calls gs_the_core gs_crash gs_records_level gs_memory_bytes gs_known gs_plain
        gs_layout gs_requests_used gs_subclass_any warned processors watched""",
    "made by whoever is first: gs_first()": "gs_array_type gs_batch_type gs_finer gs_matrix_type gs_stop_type gs_greenlets gs_table_type known none of_class",
    "a mutex": """gs_local_common gs_locals_idle gs_locals_lock gs_local_key gs_local_once gs_local_watched gs_profile_key gs_profile_keyed gs_profile_once
        gs_profile_runs gs_way_lock gs_lines gs_workers gs_workers_lock gs_identities gs_remembered gs_process gs_subinterpreters gs_core_copied spare lock""",
    "a section on the module": "gs_loops gs_key_entries gs_key_made gs_key_nrows gs_key_rows gs_key_stamp gs_request_variable",
    "two threads may store the same": "gs_any_dict gs_any_list gs_any_set",
    "the lock of late imports": "gs_late_importing",
    "the one thread of a forked child": "gs_late_acquire gs_late_release gs_states_passing",
    "Go's, which the shim reads when the process has crashed": "gs_pending_records",
    "never written": "gs_empty",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The variables in sections that can be written, by name: the layers that have one."""
    cc = library.compiler()
    if not cc or not shutil.which("nm"):
        pytest.skip("a C compiler and nm are needed")
    folder = tmp_path_factory.mktemp("statics")
    found = {}
    for layer in sorted(p for p in SHIM.iterdir() if p.is_dir() and any(p.glob("*.c"))):
        unit = folder / "layer.c"
        unit.write_text("".join(f'#include "{layer.name}/{f.name}"\n' for f in sorted(layer.glob("*.c"))))
        # abi3t has every guard, and needs no headers. Constants with addresses in them are in .data.rel.ro.
        subprocess.run([*cc, "-c", "-O0", "-fPIC", "-w", "-D_GNU_SOURCE", "-DGS_ABI3T", "-iquote", SHIM, "-o", folder / "layer.o", unit], check=True)
        for line in subprocess.check_output(["nm", "--format=sysv", folder / "layer.o"], text=True).splitlines():
            name, _, _, kind, _, _, section = (line.split("|") + [""] * 7)[:7]
            if kind.strip() == "OBJECT" and re.match(r"\.(bss|data)(?!\.rel\.ro)", section.strip()):
                found.setdefault(name.strip().partition(".")[0], []).append(layer.name)
    return found


def test_each_is_known(written):
    known = IMPORT | ONCE | {name for names in GUARDED.values() for name in names.split()}
    shared = {name: layers for name, layers in written.items() if not TABLES.search(name)}
    assert not {name: layers for name, layers in shared.items() if name not in known}, "say here how it is guarded where there is no GIL"
    assert not known - set(shared), "it is no longer there"


def test_each_is_in_one_group():
    groups = [IMPORT, ONCE, *(set(names.split()) for names in GUARDED.values())]
    assert sum(map(len, groups)) == len(set.union(*groups))
