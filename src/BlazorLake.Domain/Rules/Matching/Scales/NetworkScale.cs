using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Networks in order, each followed by those within it: the narrowest that has an address says which others do.</summary>
internal sealed class NetworkScale(int dimension) : IntervalScale(dimension)
{
    private readonly Dictionary<Network, int> _added = [];
    private Network[] _networks = [];
    private int[] _ranks = [];
    private int[] _parents = [];
    private int[] _last = [];

    public override int OperandCount => Math.Max(_added.Count, _networks.Length);

    public int Add(Network network)
    {
        if (!_added.TryGetValue(network, out var handle))
            _added.Add(network, handle = _added.Count);
        return handle;
    }

    public override void Seal()
    {
        var all = _added.OrderBy(n => n.Value).Select(n => n.Key).ToArray();
        int[] order = [.. Enumerable.Range(0, all.Length)];
        Array.Sort(order, (a, b) => Compare(all[a], all[b]));
        _ranks = new int[all.Length];
        for (var rank = 0; rank < order.Length; rank++)
            _ranks[order[rank]] = rank;
        _networks = [.. order.Select(o => all[o])];
        _added.Clear();
        Nest();
    }

    public override (int Low, int High) IntervalOf(int low, int high, IntervalForm form) => (_ranks[low], _last[_ranks[low]]);

    public override void Forget() => _ranks = [];

    public override double ShareOf(int low, int high) => (high - low + 1.0) / (_networks.Length + 2);

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Text || !NetworkText.CouldBeAddress(text) || !NetworkText.TryParseAddress(state.CharactersOf(text), out var isV6, out var address, out _))
            return;
        var (low, high) = (0, _networks.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (IsAfter(_networks[middle], isV6, address))
                high = middle;
            else
                low = middle + 1;
        }

        var network = low - 1;
        while (network >= 0 && !_networks[network].Contains(isV6, address))
            network = _parents[network];
        if (network >= 0)
            state.Coordinates.Add(network);
    }

    private void Nest()
    {
        _parents = new int[_networks.Length];
        _last = new int[_networks.Length];
        var open = new Stack<int>();
        for (var i = 0; i < _networks.Length; i++)
        {
            while (open.TryPeek(out var outer) && !_networks[outer].Contains(_networks[i].IsV6, _networks[i].Address))
                _last[open.Pop()] = i - 1;
            _parents[i] = open.TryPeek(out var parent) ? parent : -1;
            open.Push(i);
        }

        while (open.TryPop(out var rest))
            _last[rest] = _networks.Length - 1;
    }

    private static bool IsAfter(Network network, bool isV6, UInt128 address) => network.IsV6 != isV6 ? network.IsV6 : network.Address > address;

    private static int Compare(Network left, Network right)
    {
        if (left.IsV6 != right.IsV6)
            return left.IsV6 ? 1 : -1;
        var order = left.Address.CompareTo(right.Address);
        // The wider comes first.
        return order != 0 ? order : UInt128.PopCount(left.Mask).CompareTo(UInt128.PopCount(right.Mask));
    }
}
