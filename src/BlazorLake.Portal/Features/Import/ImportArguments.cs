using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Import;

/// <summary>What <c>import FILE --stream S --time COLUMN …</c> asks for.</summary>
/// <param name="Types">Columns whose type the user says.</param>
/// <param name="Settings">Arguments for the configuration, as given: <c>--Broker:Transport=RabbitMQ</c>.</param>
internal sealed record ImportArguments(
    string File,
    StreamName Stream,
    string TimeColumn,
    string? IdColumn,
    IReadOnlyDictionary<string, CellType> Types,
    bool IsHistory,
    IReadOnlyList<string> Settings)
{
    public const string Command = "import";

    public const string Usage = "usage: import FILE --stream S --time COLUMN [--id COLUMN] [--type COLUMN=text|number|boolean]... [--history]";

    /// <summary>Null with what is wrong, a sentence each.</summary>
    /// <param name="args">After the word <c>import</c>.</param>
    public static ImportArguments? Parse(IReadOnlyList<string> args, out IReadOnlyList<string> errors)
    {
        var reading = new Reading();
        for (var at = 0; at < args.Count; at++)
            at = reading.Take(args, at);
        return reading.Finish(out errors);
    }

    private sealed class Reading
    {
        private readonly List<string> _errors = [];
        private readonly List<string> _settings = [];
        private readonly Dictionary<string, CellType> _types = new(StringComparer.Ordinal);
        private string? _file;
        private string? _stream;
        private string? _time;
        private string? _id;
        private bool _isHistory;

        /// <summary>Takes the argument at <paramref name="at"/>; the index of the last it used.</summary>
        public int Take(IReadOnlyList<string> args, int at)
        {
            var (name, given) = Split(args[at]);
            if (name is "--history")
            {
                _isHistory = true;
                return at;
            }

            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                if (_file is not null)
                    _errors.Add($"'{args[at]}' is one file too many; one is imported at a time.");
                _file ??= args[at];
                return at;
            }

            // Settings begin with a capital (--DataDirectory=x, --Broker:Transport RabbitMQ) or are the host's own.
            if (name.Length > 2 && (char.IsAsciiLetterUpper(name[2]) || name is "--urls" or "--environment" or "--contentRoot"))
            {
                _settings.Add(args[at]);
                if (given is not null || at + 1 == args.Count)
                    return at;
                _settings.Add(args[at + 1]);
                return at + 1;
            }

            var value = given ?? (at + 1 < args.Count ? args[at + 1] : null);
            if (value is null)
                _errors.Add($"{name} needs a value.");
            else if (!Set(name, value))
                _errors.Add($"'{name}' is not understood. Allowed: --stream, --time, --id, --type, --history, and settings such as --DataDirectory=FOLDER.");
            return given is null ? at + 1 : at;
        }

        public ImportArguments? Finish(out IReadOnlyList<string> errors)
        {
            if (_file is null)
                _errors.Add("The file to import is missing.");
            else if (!System.IO.File.Exists(_file))
                _errors.Add($"There is no file '{_file}'.");
            var stream = default(StreamName);
            if (_stream is null)
                _errors.Add("--stream is missing: the stream the events go to.");
            else if (!StreamName.TryParse(_stream, out stream))
                _errors.Add($"--stream '{_stream}' is not a stream name. Allowed: {StreamName.Allowed}.");
            if (_time is null)
                _errors.Add("--time is missing: the column with the event time.");
            errors = _errors;
            return _errors.Count > 0 ? null : new ImportArguments(_file!, stream, _time!, _id, _types, _isHistory, _settings);
        }

        private bool Set(string name, string value)
        {
            switch (name)
            {
                case "--stream":
                    _stream = value;
                    return true;
                case "--time":
                    _time = value;
                    return true;
                case "--id":
                    _id = value;
                    return true;
                case "--type":
                    AddType(value);
                    return true;
                default:
                    return false;
            }
        }

        private void AddType(string value)
        {
            // The last '=', as a column's name may have one.
            var split = value.LastIndexOf('=');
            if (split > 0 && Enum.GetNames<CellType>().FirstOrDefault(n => n.Equals(value[(split + 1)..], StringComparison.OrdinalIgnoreCase)) is { } type)
                _types[value[..split]] = Enum.Parse<CellType>(type);
            else
                _errors.Add($"--type '{value}' is not understood. Allowed: COLUMN=text, COLUMN=number or COLUMN=boolean.");
        }

        private static (string Name, string? Value) Split(string argument) =>
            argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                ? (argument[..at], argument[(at + 1)..])
                : (argument, null);
    }
}
