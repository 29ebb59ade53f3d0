namespace Cortex.Live.Protocol;

/// <summary>What a value of the wire looks like; built once from the messages' metadata.</summary>
sealed class Shape(ShapeKind kind, string typeName)
{
    public static Shape Text { get; } = new(ShapeKind.Text, "TYPE_STRING");

    public static Shape Bytes { get; } = new(ShapeKind.Bytes, "TYPE_BYTES");

    public static Shape Truth { get; } = new(ShapeKind.Truth, "TYPE_BOOL");

    public static Shape Int32 { get; } = new(ShapeKind.Int32, "TYPE_INT32");

    public static Shape Int64 { get; } = new(ShapeKind.Int64, "TYPE_INT64");

    public static Shape Number { get; } = new(ShapeKind.Number, "TYPE_DOUBLE");

    public static Shape Enum { get; } = new(ShapeKind.Text, "TYPE_ENUM");

    public static Shape Duration { get; } = new(ShapeKind.Duration, "TYPE_MESSAGE");

    public static Shape FreeObject { get; } = new(ShapeKind.FreeObject, "TYPE_MESSAGE");

    public static Shape Free { get; } = new(ShapeKind.Free, "TYPE_MESSAGE");

    public static Shape Empty { get; } = Message([]);

    public ShapeKind Kind { get; } = kind;

    /// <summary>As the API names the type in its refusals.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>Of a message; set once while the shapes are built, because messages contain themselves.</summary>
    public Field[] Fields { get; set; } = [];

    /// <summary>Of a message: its names are checked but stay as they were written.</summary>
    public bool KeepsNames { get; init; }

    /// <summary>Of a list or a map.</summary>
    public Shape? Element { get; init; }

    public static Shape Message(Field[] fields) => new(ShapeKind.Message, "TYPE_MESSAGE") { Fields = fields };

    public static Shape List(Shape element) => new(ShapeKind.List, "TYPE_MESSAGE") { Element = element };

    public static Shape Map(Shape element) => new(ShapeKind.Map, "TYPE_MESSAGE") { Element = element };

    /// <summary>The field of that name, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].IsNamed(name))
            {
                return i;
            }
        }

        return -1;
    }
}
