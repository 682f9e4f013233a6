from kiosk.rehearsal.bench_wire import bench_wire


def test_the_drivers_are_never_what_the_wire_waits_for():
    told = []
    found = bench_wire(told.append)
    for protocol in ("hvm1", "sunvote", "taiden", "jsonline"):
        assert found[protocol]["frames_per_s"] > 25 * found[protocol]["line_frames_per_s"]
    for hall in ("congress_hvm1", "congress_sunvote"):
        assert found[hall]["all_heard"]
        assert found[hall]["processor_s"] < found[hall]["wire_s"]
    assert len(told) == 6
