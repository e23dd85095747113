using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Descriptions from the XML documentation files that the compiler writes beside the assemblies.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _assemblies = [];

    public string? Of(Type type) => Given(type) ?? Text(Find(type.Assembly, "T:" + Name(type))?.Element("summary"));

    /// <summary>A property's summary, or that of the property that it overrides or implements; for a record's positional property, the record's parameter.</summary>
    public string? Of(PropertyInfo property) => OfDeclared(property)
        ?? Ancestors(property.DeclaringType!).Select(type => type.GetProperty(property.Name)).OfType<PropertyInfo>().Select(OfDeclared).FirstOrDefault(text => text is not null);

    private string? OfDeclared(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Given(property)
            ?? Text(Find(type.Assembly, $"P:{Name(type)}.{property.Name}")?.Element("summary"))
            ?? Parameter(Find(type.Assembly, "T:" + Name(type)), property.Name);
    }

    public string? Of(MethodInfo method) => Given(method) ?? Text(Method(method)?.Element("summary"));

    public string? Of(FieldInfo field) => Given(field) ?? Text(Find(field.DeclaringType!.Assembly, $"F:{Name(field.DeclaringType)}.{field.Name}")?.Element("summary"));

    public string? Of(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description
        ?? (parameter.Member is MethodInfo method ? Parameter(Method(method), parameter.Name!) : null);

    /// <summary>Base types, the nearest first, then interfaces by name.</summary>
    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (var implemented in type.GetInterfaces().OrderBy(i => i.FullName, StringComparer.Ordinal))
            yield return implemented;
    }

    private static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description;

    private static string? Parameter(XElement? member, string name) =>
        Text(member?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    private XElement? Method(MethodInfo method)
    {
        var prefix = $"M:{Name(method.DeclaringType!)}.{method.Name}";
        return Find(method.DeclaringType!.Assembly, prefix);
    }

    private XElement? Find(Assembly assembly, string id)
    {
        // Descriptions are read when a client first asks for them, which two may at once.
        lock (_assemblies)
        {
            if (!_assemblies.TryGetValue(assembly, out var members))
                _assemblies[assembly] = members = Load(assembly);
            return members.GetValueOrDefault(id);
        }
    }

    /// <summary>Members by id; methods without their parameter lists (of overloads, the first counts).</summary>
    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var members = new Dictionary<string, XElement>(StringComparer.Ordinal);
        var path = string.IsNullOrEmpty(assembly.Location) ? null : Path.ChangeExtension(assembly.Location, ".xml");
        if (path is null || !File.Exists(path))
            return members;
        foreach (var member in XDocument.Load(path).Descendants("member"))
        {
            var id = (string?)member.Attribute("name") ?? "";
            if (id.StartsWith("M:", StringComparison.Ordinal) && id.IndexOf('(', StringComparison.Ordinal) is > 0 and var end)
                id = id[..end];
            members.TryAdd(id, member);
        }

        return members;
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(element, text);
        var lines = Paragraphs().Split(text.ToString()).Select(paragraph => Spaces().Replace(paragraph, " ").Trim());
        var joined = string.Join("\n\n", lines.Where(line => line.Length > 0));
        return joined.Length > 0 ? joined : null;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value);
                    break;
                case XElement { Name.LocalName: "c" or "code" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append("\n\n");
                    Append(paragraph, text);
                    text.Append("\n\n");
                    break;
                case XElement { IsEmpty: true } reference:
                    text.Append(Reference(reference));
                    break;
                case XElement other:
                    Append(other, text);
                    break;
            }
        }
    }

    private static string Reference(XElement reference)
    {
        var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        var end = target.IndexOfAny(['(', '{', '`']);
        var name = end < 0 ? target : target[..end];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }

    [GeneratedRegex(@"\n[ \t]*\n")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
