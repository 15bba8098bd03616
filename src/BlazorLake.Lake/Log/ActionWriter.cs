using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorLake.Lake.Log;

/// <summary>Writes actions as the lines of a commit file.</summary>
internal sealed class ActionWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public ActionWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ReadOnlyMemory<byte> Content => _buffer.WrittenMemory;

    public void Write(DeltaAction action)
    {
        _json.WriteStartObject();
        switch (action)
        {
            case DeltaAction.Add add:
                WriteAdd(add);
                break;
            case DeltaAction.Remove remove:
                _json.WriteStartObject("remove"u8);
                _json.WriteString("path"u8, DeltaPath.Encode(remove.Path));
                _json.WriteNumber("deletionTimestamp"u8, remove.DeletedAt);
                _json.WriteBoolean("dataChange"u8, remove.DataChange);
                _json.WriteEndObject();
                break;
            case DeltaAction.Metadata metadata:
                WriteMetadata(metadata);
                break;
            case DeltaAction.Protocol protocol:
                _json.WriteStartObject("protocol"u8);
                _json.WriteNumber("minReaderVersion"u8, protocol.Reader);
                _json.WriteNumber("minWriterVersion"u8, protocol.Writer);
                _json.WriteEndObject();
                break;
            case DeltaAction.Transaction transaction:
                _json.WriteStartObject("txn"u8);
                _json.WriteString("appId"u8, transaction.AppId);
                _json.WriteNumber("version"u8, transaction.Version);
                if (transaction.UpdatedAt is { } updated)
                    _json.WriteNumber("lastUpdated"u8, updated);
                _json.WriteEndObject();
                break;
            default:
                throw new ArgumentException($"{action.GetType().Name} is written by WriteCommitInfo.", nameof(action));
        }

        EndLine();
    }

    /// <summary>Who did what, for people, and an id that tells our commit from another's after an unclear answer.</summary>
    public void WriteCommitInfo(DateTimeOffset at, string operation, Guid id, long? readVersion, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> metrics)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("commitInfo"u8);
        _json.WriteNumber("timestamp"u8, at.ToUnixTimeMilliseconds());
        _json.WriteString("operation"u8, operation);
        WriteMap("operationParameters", parameters!);
        if (readVersion is { } version)
            _json.WriteNumber("readVersion"u8, version);
        _json.WriteBoolean("isBlindAppend"u8, operation == DeltaOperations.Write);
        WriteMap("operationMetrics", metrics!);
        _json.WriteString("engineInfo"u8, "BlazorLake");
        _json.WriteString("txnId"u8, id);
        _json.WriteEndObject();
        EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void WriteAdd(DeltaAction.Add add)
    {
        _json.WriteStartObject("add"u8);
        _json.WriteString("path"u8, DeltaPath.Encode(add.Path));
        WriteMap("partitionValues", add.Partition);
        _json.WriteNumber("size"u8, add.SizeBytes);
        _json.WriteNumber("modificationTime"u8, add.ModifiedAt);
        _json.WriteBoolean("dataChange"u8, add.DataChange);
        if (add.Statistics is not null)
            _json.WriteString("stats"u8, add.Statistics);
        _json.WriteEndObject();
    }

    private void WriteMetadata(DeltaAction.Metadata metadata)
    {
        _json.WriteStartObject("metaData"u8);
        _json.WriteString("id"u8, metadata.Id);
        if (metadata.Name is not null)
            _json.WriteString("name"u8, metadata.Name);
        _json.WriteStartObject("format"u8);
        _json.WriteString("provider"u8, "parquet"u8);
        _json.WriteStartObject("options"u8);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteString("schemaString"u8, metadata.Schema);
        _json.WriteStartArray("partitionColumns"u8);
        foreach (var column in metadata.PartitionColumns)
            _json.WriteStringValue(column);
        _json.WriteEndArray();
        WriteMap("configuration", metadata.Configuration);
        if (metadata.CreatedAt is { } created)
            _json.WriteNumber("createdTime"u8, created);
        _json.WriteEndObject();
    }

    private void WriteMap(string name, IReadOnlyDictionary<string, string?> map)
    {
        _json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            if (value is null)
                _json.WriteNull(key);
            else
                _json.WriteString(key, value);
        }

        _json.WriteEndObject();
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        _json.Reset();
    }
}
