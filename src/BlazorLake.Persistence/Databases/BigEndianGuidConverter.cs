using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorLake.Persistence.Databases;

/// <summary>Ids on SQLite as 16 big-endian bytes: a third of the text form's size, and UUIDv7 stays ordered by time.</summary>
internal sealed class BigEndianGuidConverter() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));
