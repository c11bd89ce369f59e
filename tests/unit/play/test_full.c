/* A disk that is really full: a file system of one megabyte. Who may not mount one skips the test
 * (exit status 77). */
#include "support/world.h"

#include "support/cmocka.h"

#include "play/verify.h"
#include "record/log_reader.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static void fill_disk(struct world *world, int fd) {
    char block[4096];
    memset(block, 'x', sizeof block);
    (void)world;
    while (write(fd, block, sizeof block) > 0)
        ;
}

static void a_full_disk_loses_nothing(void **state) {
    (void)state;
    struct world world;
    world_begin(&world);
    assert_int_equal(mount("none", world.folder, "tmpfs", 0, "size=1m"), 0);
    struct play_setup setup = world_setup(&world);
    struct verify_result result;
    struct scenario_loader loader = world_loader(&world);
    setup.timing = TIMING_UNTIMED;
    struct play *play = world_play_as(&world, &setup);
    int filler = open(world_path(&world, "filler"), O_CREAT | O_WRONLY, 0600);
    fill_disk(&world, filler);
    int done = 0;
    while (play_open_card(play, done % 2, world.now, &world.err)) {
        world_wait(&world, 1000);
        done++;
    }
    assert_int_equal(world.err.code, ERR_FULL);
    assert_non_null(play_trouble(play, NULL));
    assert_true(verify_log(world_path(&world, WORLD_SESSION ".jsonl"), &loader, NULL, &result));
    int before = result.records;
    assert_false(play_retry_write(play, world.now, NULL));
    assert_int_equal(ftruncate(filler, 0), 0);
    close(filler);
    assert_true(play_retry_write(play, world.now, NULL));
    world.err = (struct err){0};
    world_commit(&world, play, "waive", 80);
    play_destroy(play);
    assert_true(verify_log(world_path(&world, WORLD_SESSION ".jsonl"), &loader, NULL, &result));
    assert_true(result.records > before + 1);
    print_message("full after %d steps; %d records in the end\n", done, result.records);
    umount(world.folder);
    world_end(&world);
}

static bool may_mount(void) {
    char folder[] = "/tmp/offscript.XXXXXX";
    if (!mkdtemp(folder))
        return false;
    bool may = mount("none", folder, "tmpfs", 0, "size=64k") == 0;
    if (may)
        umount(folder);
    rmdir(folder);
    return may;
}

int main(void) {
    if (!may_mount()) {
        print_message("a file system cannot be mounted here\n");
        return 77;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_full_disk_loses_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
