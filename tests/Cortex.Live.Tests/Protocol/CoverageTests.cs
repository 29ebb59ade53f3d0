using System.Text;
using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Protocol;

/// <summary>Every field a message declares is read and written, by the generated code and by the hand-written audio path alike.</summary>
public sealed class CoverageTests
{
    const int Depth = 9;

    public static TheoryData<string> ClientKinds => [.. Names(MessageShapes.Client)];

    public static TheoryData<string> ServerKinds =>
        [.. Names(MessageShapes.Server).Except(["error", "code", "message", "status"])];

    [Theory, MemberData(nameof(ClientKinds))]
    public void Every_field_a_client_may_set_is_read_and_written(string kind)
    {
        var json = Full(MessageShapes.Client, kind);
        Wire.AssertSameJson(json, Wire.Text(Wire.Client(json)));
    }

    [Theory, MemberData(nameof(ServerKinds))]
    public void Every_field_a_server_may_set_is_read_and_written(string kind)
    {
        var json = Full(MessageShapes.Server, kind);
        Wire.AssertSameJson(json, Wire.Text(Wire.Server(json), indented: true));
    }

    static IEnumerable<string> Names(Shape root) => root.Fields.Select(field => Encoding.UTF8.GetString(field.Name));

    static string Full(Shape root, string kind)
    {
        var field = root.Fields[root.IndexOf(Encoding.UTF8.GetBytes(kind))];
        return $"{{\"{kind}\":{Value(field.Shape, Depth)}}}";
    }

    // Lists and messages end at a depth, because messages contain themselves.
    static string Value(Shape shape, int depth) => shape.Kind switch
    {
        ShapeKind.Message => "{" + string.Join(',', Members(shape, depth)) + "}",
        ShapeKind.List => "[" + Value(shape.Element!, depth - 1) + "]",
        ShapeKind.Map => "{\"own_name\":" + Value(shape.Element!, depth - 1) + "}",
        ShapeKind.Text => "\"some text\"",
        ShapeKind.Bytes => "\"AAD//wEA\"",
        ShapeKind.Truth => "true",
        ShapeKind.Int32 => "42",
        ShapeKind.Int64 => "\"4200000000000\"",
        ShapeKind.Number => "0.5",
        ShapeKind.Duration => "\"1.500s\"",
        ShapeKind.FreeObject => "{\"own_name\":[1,null]}",
        _ => "[1,{\"own_name\":null}]",
    };

    static IEnumerable<string> Members(Shape shape, int depth) =>
        from field in shape.Fields
        let name = Encoding.UTF8.GetString(field.Name)
        // Vertex's name of a picture is read over, and nothing here keeps it.
        where name is not "displayName" && (depth > 0 || field.Shape.Kind is not (ShapeKind.Message or ShapeKind.List or ShapeKind.Map))
        select $"\"{name}\":{Value(field.Shape, depth - 1)}";
}
