using Cortex.Media.Camera;
using Cortex.Testing;

namespace Cortex.Media.Tests.Camera;

/// <summary>Which camera is found, on a machine that is made up: its /sys, and scripts that print what ffmpeg and rpicam-hello print.</summary>
public sealed class CameraFinderTests : IDisposable
{
    // What ffmpeg 5.1 prints of a UVC camera, its metadata node, and one that is in use.
    const string Ffmpeg =
        """
        case "$*" in
          *video0*) echo '[video4linux2,v4l2 @ 0x55d0c0] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 1280x720
        [video4linux2,v4l2 @ 0x55d0c0] Compressed:       mjpeg :          Motion-JPEG : 640x480 800x600 320x240 1920x1080
        /dev/video0: Immediate exit requested' >&2 ;;
          *video2*) echo '[video4linux2,v4l2 @ 0x55d0c0] Raw : yuyv422 : YUYV 4:2:2 : {32-2592, 2}x{32-1944, 2}' >&2 ;;
          *video4*) echo '/dev/video4: Device or resource busy' >&2 ;;
          *) echo 'Not a video capture device.' >&2; exit 1 ;;
        esac
        """;

    // What rpicam-hello 1.5 prints on a Raspberry Pi 5 with one camera.
    const string Rpicam =
        """
        cat <<'END'
        Available cameras
        -----------------
        0 : imx708_wide [4608x2592 10-bit RGGB] (/base/axi/pcie@120000/rp1/i2c@88000/imx708@1a)
            Modes: 'SRGGB10_CSI2P' : 1536x864 [120.13 fps - (768, 432)/3072x1728 crop]
                                     2304x1296 [56.03 fps - (0, 0)/4608x2592 crop]
                                     4608x2592 [14.35 fps - (0, 0)/4608x2592 crop]

        END
        """;

    readonly StandIn _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Cameras_are_listed_with_their_modes_and_nothing_else_that_has_a_node()
    {
        PlugInAll();
        var list = await Finder().ListAsync(Patience.Token());

        Assert.Null(list.Missing);
        Assert.Equal(["/dev/video0", "/dev/video2", "/dev/video4"], list.Cameras.Select(static camera => camera.Id));
        var webcam = list.Cameras[0];
        Assert.Equal(("HD Webcam C525", CameraKind.Video4Linux, null), (webcam.Name, webcam.Kind, webcam.Fault));
        Assert.Equal(["yuyv422", "mjpeg"], webcam.Modes.Select(static mode => mode.Format));
        Assert.Equal([false, true], webcam.Modes.Select(static mode => mode.IsJpeg));
        Assert.Equal([new(640, 480), new(800, 600), new(320, 240), new(1920, 1080)], webcam.Modes[1].Sizes);
        Assert.Empty(list.Cameras[1].Modes[0].Sizes);
        Assert.Equal("another program has it: close that one", list.Cameras[2].Fault);
    }

    [Fact]
    public async Task A_camera_that_makes_jpegs_is_asked_for_the_largest_that_fits_and_copied()
    {
        PlugInAll();
        var found = await Finder().FindAsync("auto", Patience.Token());
        var arguments = string.Join(' ', found.Command.Arguments);
        Assert.Equal("HD Webcam C525", found.Name);
        Assert.Contains("-f v4l2 -framerate 10 -input_format mjpeg -video_size 640x480 -i /dev/video0 ", arguments, StringComparison.Ordinal);
        Assert.EndsWith("-c:v copy -f image2pipe -flush_packets 1 pipe:1", arguments, StringComparison.Ordinal);

        var larger = await Finder(options => options with { Size = new(1280, 720) }).FindAsync("auto", Patience.Token());
        Assert.Contains("-video_size 800x600", string.Join(' ', larger.Command.Arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_without_jpegs_is_encoded_here()
    {
        PlugInAll();
        var found = await Finder().FindAsync("/dev/video2", Patience.Token());
        Assert.Contains("-input_format yuyv422 -i /dev/video2 ", string.Join(' ', found.Command.Arguments), StringComparison.Ordinal);
        Assert.Contains("-c:v mjpeg", string.Join(' ', found.Command.Arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raspberry_pis_own_camera_comes_first_and_scales_itself()
    {
        PlugInAll();
        var finder = Finder(options => options with { Places = options.Places with { Rpicam = new("rpicam-vid", _machine.Program("rpicam-hello-stand-in", Rpicam)) } });
        var list = await finder.ListAsync(Patience.Token());
        Assert.Equal(("rpicam:0", "imx708_wide", CameraKind.RaspberryPi), (list.Cameras[0].Id, list.Cameras[0].Name, list.Cameras[0].Kind));
        var mode = Assert.Single(list.Cameras[0].Modes);
        Assert.Equal(("SRGGB10_CSI2P", 3), (mode.Format, mode.Sizes.Count));

        var found = await finder.FindAsync("auto", Patience.Token());
        Assert.Equal("rpicam-vid", found.Command.Program);
        Assert.Contains("--camera 0 --codec mjpeg --quality 70 --width 768 --height 432 --framerate 10 --timeout 0", string.Join(' ', found.Command.Arguments), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c525", "HD Webcam C525"), InlineData("/dev/video2", "Second cam"), InlineData("SECOND", "Second cam")]
    public async Task A_node_or_a_part_of_a_name_names_one(string choice, string name)
    {
        PlugInAll();
        Assert.Equal(name, (await Finder().FindAsync(choice, Patience.Token())).Name);
    }

    [Theory]
    [InlineData("Logitech", "there is no camera Logitech: there is HD Webcam C525 (/dev/video0), Second cam (/dev/video2), Taken cam (/dev/video4)")]
    [InlineData("cam", "cam is a part of several cameras' names: HD Webcam C525 (/dev/video0), Second cam (/dev/video2), Taken cam (/dev/video4); name one of them")]
    [InlineData("Taken", "Taken cam cannot be used: another program has it: close that one")]
    public async Task What_names_none_or_several_is_told_in_one_line(string choice, string line)
    {
        PlugInAll();
        Assert.Equal(line, (await Assert.ThrowsAsync<CameraException>(() => Finder().FindAsync(choice, Patience.Token()))).Message);
    }

    [Fact]
    public async Task A_machine_without_a_camera_says_so()
    {
        Assert.Empty((await Finder().ListAsync(Patience.Token())).Cameras);
        var fault = await Assert.ThrowsAsync<CameraException>(() => Finder().FindAsync("auto", Patience.Token()));
        Assert.StartsWith("there is no camera on this machine", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_nothing_can_read_says_what_to_install()
    {
        PlugInAll();
        var finder = Finder(options => options with { Places = options.Places with { Ffmpeg = new("no-such-ffmpeg") } });
        var fault = await Assert.ThrowsAsync<CameraException>(() => finder.FindAsync("auto", Patience.Token()));
        Assert.Contains("sudo apt install ffmpeg", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://camera.test/x", "-rw_timeout 15000000 -i http://"), InlineData("RTSP://camera.test/x", "-rtsp_transport tcp -timeout 15000000 -i RTSP://")]
    public async Task A_stream_whose_server_never_answers_is_given_up_by_its_program_itself(string address, string arguments) =>
        Assert.Contains(arguments, string.Join(' ', (await Finder().FindAsync(address, Patience.Token())).Command.Arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("auto", true), InlineData("http://camera.local/video", true), InlineData("/dev/video7", true), InlineData("rpicam:1", true)]
    [InlineData("USB 2.0 Camera", true), InlineData("street.jpg", false), InlineData("./street", false), InlineData("/nowhere/x.jpg", false)]
    public void A_word_is_a_camera_or_a_file(string choice, bool isLive) => Assert.Equal(isLive, Cameras.IsLive(choice));

    [Fact]
    public void The_users_arguments_are_taken_apart_as_a_shell_does() =>
        Assert.Equal(["-f", "avfoundation", "-i", "My \"own\" camera", "", "a b"], ArgumentLine.Split("-f avfoundation  -i 'My \"own\" camera' \"\" a\" \"b"));

    void PlugInAll()
    {
        _machine.Node("video10", "bcm2835-codec-decode");
        _machine.Node("video0", "HD Webcam C525");
        _machine.Node("video1", "HD Webcam C525", index: 1);
        _machine.Node("video2", "Second cam");
        _machine.Node("video3", "No camera at all");
        _machine.Node("video4", "Taken cam");
    }

    CameraFinder Finder(Func<CameraOptions, CameraOptions>? change = null)
    {
        var options = _machine.Ffmpeg(Ffmpeg);
        return new(change?.Invoke(options) ?? options, TimeProvider.System);
    }
}
