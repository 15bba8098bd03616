using System.Globalization;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal;

/// <summary>Every address of the portal, for <c>@attribute [Route(...)]</c> and for links.</summary>
public static class PortalUrls
{
    public const string Home = "/";
    public const string Streams = "/streams";
    public const string StreamRoute = "/streams/{StreamName}";
    public const string Rules = "/rules";
    public const string NewRule = "/rules/new";
    public const string RuleRoute = "/rules/{RuleGuid:guid}";
    public const string EditRuleRoute = "/rules/{RuleGuid:guid}/edit";
    public const string Alerts = "/alerts";
    public const string AlertRoute = "/alerts/{AlertGuid:guid}";
    public const string Lake = "/lake";
    public const string LakeTableRoute = "/lake/{StreamName}";
    public const string Unreadable = "/unreadable-messages";
    public const string Users = "/administration/users";
    public const string ApiKeys = "/administration/api-keys";
    public const string Account = "/account";
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string SetUp = "/account/set-up";
    public const string SetPassword = "/account/set-password";
    public const string AccessDenied = "/account/access-denied";
    public const string NotFound = "/not-found";
    public const string Error = "/error";

    public static string Stream(StreamName stream) => $"{Streams}/{stream}";

    /// <summary>One event on its stream's page.</summary>
    public static string Event(OccurrenceEvent item) => $"{Streams}/{item.Stream}?filter={Uri.EscapeDataString("$id=" + item.Id)}&at={Uri.EscapeDataString(item.Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}";

    public static string Rule(RuleId rule) => $"{Rules}/{rule}";

    public static string EditRule(RuleId rule) => $"{Rules}/{rule}/edit";

    public static string NewRuleFor(StreamName stream) => $"{NewRule}?stream={stream}";

    public static string Alert(AlertId alert) => $"{Alerts}/{alert}";

    public static string LakeTable(StreamName stream) => $"{Lake}/{stream}";

    public static string SetPasswordFor(string user, string token) => $"{SetPassword}?user={Uri.EscapeDataString(user)}&token={Uri.EscapeDataString(token)}";

    public static string SignInAndReturn(string returnUrl) => $"{SignIn}?returnUrl={Uri.EscapeDataString(returnUrl)}";
}
