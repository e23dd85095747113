using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Nlp.Tests.Files;

public sealed class ModelFilesTests : IDisposable
{
    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "models", "en-news");
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_manifest_gives_size_and_hash_of_every_file()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Model, "manifest.json")));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal(
            Directory.EnumerateFiles(Model).Select(Path.GetFileName).Where(n => n != "manifest.json").Order(), files.Keys.Order());
        foreach (var (name, file) in files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Model, name));
            Assert.Equal(file.GetProperty("bytes").GetInt64(), bytes.Length);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    [Fact]
    public void A_cut_file_is_refused_by_name()
    {
        Copy("pipeline.json");
        Write("model.safetensors", File.ReadAllBytes(Path.Combine(Model, "model.safetensors"))[..30_000_000]);
        AssertRefused("model.safetensors", "is 30,000,000 bytes long, its header announces 32,055,660: it is cut or was changed");
    }

    [Theory]
    [InlineData("", "is 0 bytes long, expected a safetensors file")]
    [InlineData("{\"a\": 1}", "does not begin with a safetensors header")]
    [InlineData("\u0002\0\0\0\0\0\0\0{}", "has no tensor \"vectors.data\"")]
    [InlineData("\u0001\0\0\0\0\0\0\0{", "does not begin with a safetensors header")]
    [InlineData("\u0043\0\0\0\0\0\0\0{\"vectors.data\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[0,2]}}", "has tensor \"vectors.data\" with a type, shape and place that do not fit")]
    public void Another_file_under_the_model_s_name_is_refused_with_the_reason(string content, string reason)
    {
        Copy("pipeline.json");
        Write("model.safetensors", Encoding.UTF8.GetBytes(content));
        AssertRefused("model.safetensors", reason);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_refused_with_both_shapes()
    {
        Copy("pipeline.json");
        var bytes = File.ReadAllBytes(Path.Combine(Model, "model.safetensors"));
        var header = Encoding.UTF8.GetString(bytes, 8, (int)BitConverter.ToUInt64(bytes));
        var changed = header.Replace("\"shape\":[50,96],\"data_offsets\":[12717312", "\"shape\":[96,50],\"data_offsets\":[12717312", StringComparison.Ordinal)
            .Replace("\"shape\": [50, 96], \"data_offsets\": [12717312", "\"shape\": [96, 50], \"data_offsets\": [12717312", StringComparison.Ordinal);
        Assert.NotEqual(header, changed);
        Encoding.UTF8.GetBytes(changed).CopyTo(bytes, 8);
        Write("model.safetensors", bytes);
        AssertRefused("model.safetensors", "has tensor \"tagger.W\" as F32 [96, 50], expected F32 [50, 96]");
    }

    [Theory]
    [InlineData("{}", "pipeline.json is not a pipeline description")]
    [InlineData("nonsense", "pipeline.json is not a pipeline description")]
    public void Another_pipeline_description_is_refused_by_name(string content, string reason)
    {
        Copy("model.safetensors");
        Write("pipeline.json", Encoding.UTF8.GetBytes(content));
        AssertRefused("pipeline.json", reason);
    }

    [Theory]
    [InlineData("\"version\": \"1.0.0\"", "\"version\": \"9.9.9\"", "model.safetensors is of model en_news 1.0.0, expected en_news 9.9.9")]
    [InlineData("\"prefix\": \"^", "\"prefix\": \"^(x)|^", "pipeline.json is not a pipeline description of this program: Tokenizer pattern")]
    [InlineData("\"NORM\": 8", "\"NORN\": 8", "pipeline.json is not a pipeline description of this program")]
    [InlineData("\"B-ORG\"", "\"X-ORG\"", "pipeline.json has an entity move of kind 'X'")]
    public void A_pipeline_description_that_does_not_fit_is_refused(string was, string now, string reason)
    {
        Copy("model.safetensors");
        var text = File.ReadAllText(Path.Combine(Model, "pipeline.json"));
        Assert.Contains(was, text, StringComparison.Ordinal);
        Write("pipeline.json", Encoding.UTF8.GetBytes(text.Replace(was, now, StringComparison.Ordinal)));
        var error = Assert.Throws<InvalidDataException>(() => LanguageModel.Load(_folder));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("model.safetensors", Assert.Throws<FileNotFoundException>(() => LanguageModel.Load(_folder)).Message, StringComparison.Ordinal);

    private void AssertRefused(string name, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => LanguageModel.Load(_folder));
        Assert.Contains(Path.Combine(_folder, name), error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private void Copy(string name) => File.Copy(Path.Combine(Model, name), Path.Combine(_folder, name));

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);
}
