namespace BlazorLake.Portal.Features.Demo;

/// <summary>The rules a demo begins with, as CONTRACT.md section 4 spells them; each looks for something the simulation does now and then.</summary>
internal static class DemoRules
{
    public static readonly IReadOnlyList<string> Documents =
    [
        """
        {
          "name": "Payment provider does not answer",
          "description": "Several of these within minutes mean that the provider is down: switch the check-out to another one.",
          "tags": ["shop", "payments"], "severity": "critical", "stream": "shop.payments",
          "match": { "all": [
            { "field": "status", "op": "eq", "value": "failed" },
            { "field": "reason", "op": "eq", "value": "provider_timeout" } ] },
          "key": ["provider"], "detect": { "kind": "each" }, "cooldown": "PT15M", "resolveAfter": "PT1H",
          "message": { "title": "{{ data.provider }} does not answer", "body": "The payment of {{ data.amount }} {{ data.currency }} for {{ data.orderId }} timed out after {{ data.durationMs }} ms." }
        }
        """,
        """
        {
          "name": "Large order by a new customer",
          "description": "Check address and payment before it is shipped.",
          "tags": ["shop", "fraud"], "severity": "warning", "stream": "shop.orders",
          "match": { "all": [
            { "field": "total", "op": "gte", "value": 500 },
            { "any": [
              { "field": "customer.tier", "op": "eq", "value": "new" },
              { "all": [ { "field": "shipping", "op": "eq", "value": "express" }, { "field": "total", "op": "gt", "value": 2000 } ] } ] },
            { "none": [ { "field": "customer.tier", "op": "in", "value": ["gold"] } ] } ] },
          "key": ["customer.id"], "detect": { "kind": "each" }, "cooldown": "PT1H", "resolveAfter": "P1D",
          "message": { "title": "{{ data.customer.name }} ordered for {{ data.total }} {{ data.currency }}", "body": "{{ data.orderId }} to {{ data.country }}, {{ data.shipping }} shipping." }
        }
        """,
        """
        {
          "name": "Costly return of something damaged",
          "tags": ["shop", "returns"], "severity": "info", "stream": "shop.returns",
          "match": { "all": [
            { "field": "refund", "op": "gt", "value": 100 },
            { "field": "reason", "op": "in", "value": ["damaged", "not_as_described"] } ] },
          "key": ["sku"], "detect": { "kind": "each" }, "cooldown": "PT6H", "resolveAfter": "P2D",
          "message": { "title": "{{ data.sku }} came back {{ data.reason }}", "body": "{{ data.refund }} to refund for {{ data.orderId }}. {{ data.comment }}" }
        }
        """,
        """
        {
          "name": "Trade of unusual size",
          "description": "Ask the trader before the market does.",
          "tags": ["desk", "limits"], "severity": "critical", "stream": "desk.trades",
          "match": { "any": [
            { "field": "quantity", "op": "gte", "value": 25000 },
            { "field": "notional", "op": "gt", "value": 2500000 } ] },
          "key": ["trader", "symbol"], "detect": { "kind": "each" }, "cooldown": "PT30M", "resolveAfter": "P1D",
          "message": { "title": "{{ data.trader }}: {{ data.side }} {{ data.quantity }} {{ data.symbol }}", "body": "{{ data.notional }} {{ data.currency }} on {{ data.venue }} with {{ data.counterparty }}." }
        }
        """,
        """
        {
          "name": "Price jumps",
          "tags": ["desk", "prices"], "severity": "warning", "stream": "desk.prices",
          "match": { "any": [
            { "field": "changePercent", "op": "gte", "value": 3 },
            { "field": "changePercent", "op": "lte", "value": -3 } ] },
          "key": ["symbol"], "detect": { "kind": "each" }, "cooldown": "PT10M", "resolveAfter": "PT4H",
          "message": { "title": "{{ data.symbol }} moved {{ data.changePercent }} %", "body": "From {{ data.previous }} to {{ data.price }} {{ data.currency }} on {{ data.venue }}." }
        }
        """,
        """
        {
          "name": "Order turned down by a limit",
          "tags": ["desk", "limits"], "severity": "info", "stream": "desk.orders",
          "match": { "all": [
            { "field": "status", "op": "eq", "value": "rejected" },
            { "field": "reason", "op": "like", "value": "*limit*" } ] },
          "key": ["trader"], "detect": { "kind": "each" }, "cooldown": "PT1H", "resolveAfter": "P1D",
          "message": { "title": "{{ data.trader }}: order turned down", "body": "{{ data.side }} {{ data.quantity }} {{ data.symbol }}: {{ data.reason }}." }
        }
        """,
    ];
}
