using System.Text;
using System.Text.Json;
using Cortex.Media.Camera;
using Cortex.Media.Devices;

namespace Cortex.App.Devices;

/// <summary>The list of devices as one JSON object.</summary>
internal static class DevicesJson
{
    public static string Of(AudioDeviceList devices, CameraList cameras)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            Write(writer, "microphones", devices.Microphones);
            Write(writer, "speakers", devices.Speakers);
            Write(writer, cameras);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<AudioDevice> devices)
    {
        writer.WriteStartArray(name);
        foreach (var device in devices)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", device.Index);
            writer.WriteString("name", device.Name);
            writer.WriteString("hostApi", device.HostApi);
            writer.WriteNumber("channels", device.Channels);
            writer.WriteNumber("defaultRateHz", device.DefaultRateHz);
            writer.WriteStartArray("ratesHz");
            foreach (var rate in device.RatesHz)
            {
                writer.WriteNumberValue(rate);
            }

            writer.WriteEndArray();
            writer.WriteNumber("latencyMs", Math.Round(device.Latency.TotalMilliseconds, 1));
            writer.WriteBoolean("isDefault", device.IsDefault);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, CameraList cameras)
    {
        writer.WriteStartArray("cameras");
        foreach (var camera in cameras.Cameras)
        {
            writer.WriteStartObject();
            writer.WriteString("id", camera.Id);
            writer.WriteString("name", camera.Name);
            writer.WriteString("kind", camera.Kind is CameraKind.RaspberryPi ? "raspberryPi" : "video4linux");
            writer.WriteStartArray("modes");
            foreach (var mode in camera.Modes)
            {
                writer.WriteStartObject();
                writer.WriteString("format", mode.Format);
                writer.WriteBoolean("isJpeg", mode.IsJpeg);
                writer.WriteStartArray("sizes");
                foreach (var size in mode.Sizes)
                {
                    writer.WriteStringValue(size.ToString());
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("fault", camera.Fault);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
