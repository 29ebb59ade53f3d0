using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Cortex.App.WebConsole.Pages;

/// <summary>The files of the page, from inside the executable. They hold nothing that is secret.</summary>
internal sealed class PageFiles
{
    private const string Folder = "wwwroot/";
    private readonly FrozenDictionary<string, PageFile> _files;

    private PageFiles(FrozenDictionary<string, PageFile> files) => _files = files;

    /// <summary>Reads them.</summary>
    public static PageFiles Load()
    {
        var files = new Dictionary<string, PageFile>(StringComparer.Ordinal);
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Folder, StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files["/" + name[Folder.Length..]] = new PageFile(bytes, MimeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
        }

        return new PageFiles(files.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The file of a path; null: there is none.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path is "/" or "" ? "/index.html" : path);

    private static string MimeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".wav" => "audio/wav",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
}
