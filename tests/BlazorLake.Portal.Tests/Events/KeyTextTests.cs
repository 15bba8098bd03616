using BlazorLake.Portal.Features.Events;

namespace BlazorLake.Portal.Tests.Events;

public sealed class KeyTextTests
{
    [Theory]
    [InlineData("""{"customerId":"c1"}""", "customerId c1")]
    [InlineData("""{"paid":true,"items":2}""", "paid true, items 2")]
    [InlineData("""{"a.b":"<b>"}""", "a.b <b>")]
    [InlineData("{}", "")]
    [InlineData("no JSON", "no JSON")]
    public void Of_AKey_IsItsFieldsAndValuesAsWritten(string key, string expected) => Assert.Equal(expected, KeyText.Of(key));
}
