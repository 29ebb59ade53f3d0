namespace Cortex.Live.Protocol;

/// <summary>
/// The API's own kind of schema: OpenAPI with upper-case types. Keywords of JSON Schema such as <c>additionalProperties</c> and
/// <c>minLength</c> are unknown names in it (reference 2.1, 1.4). It is looked through but never rewritten.
/// </summary>
static class SchemaShape
{
    public static Shape Instance { get; } = Make();

    static Shape Make()
    {
        var schema = new Shape(ShapeKind.Message, "TYPE_MESSAGE") { KeepsNames = true };
        schema.Fields =
        [
            new Field("type", Shape.Enum),
            new Field("format", Shape.Text),
            new Field("title", Shape.Text),
            new Field("description", Shape.Text),
            new Field("nullable", Shape.Truth),
            new Field("enum", Shape.List(Shape.Text)),
            new Field("items", schema),
            new Field("maxItems", Shape.Int64),
            new Field("minItems", Shape.Int64),
            new Field("properties", Shape.Map(schema)),
            new Field("required", Shape.List(Shape.Text)),
            new Field("minimum", Shape.Number),
            new Field("maximum", Shape.Number),
            new Field("anyOf", Shape.List(schema)),
            new Field("propertyOrdering", Shape.List(Shape.Text)),
            new Field("example", Shape.Free),
            new Field("default", Shape.Free),
        ];
        return schema;
    }
}
