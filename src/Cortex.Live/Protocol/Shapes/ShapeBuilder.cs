using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Live.Protocol;

/// <summary>Makes shapes from the messages' metadata, so that a field is declared in one place only.</summary>
sealed class ShapeBuilder
{
    readonly Dictionary<Type, Shape> _messages = [];

    /// <summary>The shape of a message or of one of its parts.</summary>
    public Shape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (_messages.TryGetValue(type, out var known))
        {
            return known;
        }

        if (ScalarOf(type) is { } scalar)
        {
            return scalar;
        }

        var metadata = WireTypes.Of(type);
        return metadata.Kind switch
        {
            JsonTypeInfoKind.Enumerable => Shape.List(Of(metadata.ElementType!)),
            JsonTypeInfoKind.Object => MessageOf(metadata),
            _ when metadata.Converter is IOpenEnumConverter => Shape.Enum,
            _ => throw new InvalidOperationException($"no shape is known for {type}"),
        };
    }

    static Shape? ScalarOf(Type type) =>
        type == typeof(string) ? Shape.Text
        : type == typeof(bool) ? Shape.Truth
        : type == typeof(int) ? Shape.Int32
        : type == typeof(long) ? Shape.Int64
        : type == typeof(double) ? Shape.Number
        : type == typeof(TimeSpan) ? Shape.Duration
        : type == typeof(JsonElement) ? Shape.FreeObject
        : type == typeof(MediaBytes) ? SpecialShapes.Media
        : null;

    Shape MessageOf(JsonTypeInfo metadata)
    {
        var message = Shape.Message([]);
        _messages.Add(metadata.Type, message);
        // Ignored properties are listed too, without a getter.
        message.Fields = [.. metadata.Properties.Where(static property => property.Get is not null).Select(property => FieldOf(metadata.Type, property))];
        return message;
    }

    Field FieldOf(Type owner, JsonPropertyInfo property)
    {
        var shape = property.CustomConverter is PresenceConverter
            ? Shape.Empty
            : SpecialShapes.For(owner, property.Name) ?? Of(property.PropertyType);
        return new Field(property.Name, shape, SpecialShapes.AliasesFor(owner, property.Name));
    }
}
