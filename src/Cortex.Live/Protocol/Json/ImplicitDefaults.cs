using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace Cortex.Live.Protocol;

/// <summary>
/// Leaves out empty lists, and empty strings of fields that are never null: proto3 writes no defaults (reference 1.4).
/// Zero, false and null are left out by the options of <see cref="ProtocolJson"/>.
/// </summary>
static class ImplicitDefaults
{
    public static void Omit(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType == typeof(string) && !property.IsGetNullable)
            {
                property.ShouldSerialize = static (_, value) => value is not (null or "");
            }
            else if (property.PropertyType.IsGenericType && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IEnumerable list && list.GetEnumerator().MoveNext();
            }
        }
    }
}
