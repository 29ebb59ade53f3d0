using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Cortex.EndToEnd.Architecture;

/// <summary>What a compiled assembly refers to, read from its metadata without loading it.</summary>
sealed class CompiledAssembly
{
    CompiledAssembly(IReadOnlySet<string> assemblies, IReadOnlyList<TypeUse> types, IReadOnlyList<string> defined)
    {
        Assemblies = assemblies;
        Types = types;
        Defined = defined;
    }

    /// <summary>Names of the assemblies that it refers to.</summary>
    public IReadOnlySet<string> Assemblies { get; }

    /// <summary>Types of other assemblies that it uses anywhere, in a signature, a call or a body.</summary>
    public IReadOnlyList<TypeUse> Types { get; }

    /// <summary>Names of the types that it defines, without namespace.</summary>
    public IReadOnlyList<string> Defined { get; }

    public static CompiledAssembly Read(string name)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
        var metadata = file.GetMetadataReader();
        var assemblies = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet();
        List<TypeUse> types = [];
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            // A nested type refers to its outer one, which is in the table itself.
            if (type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            {
                var assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                types.Add(new(metadata.GetString(assembly.Name), metadata.GetString(type.Namespace), metadata.GetString(type.Name)));
            }
        }
        var defined = metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name)).ToList();
        return new(assemblies, types, defined);
    }
}
