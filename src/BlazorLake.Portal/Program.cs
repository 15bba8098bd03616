using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Alerts;
using BlazorLake.Portal.Features.Import;
using BlazorLake.Portal.Features.Lake;
using BlazorLake.Portal.Features.Rules;
using BlazorLake.Portal.Hosting;

if (ImportCommand.IsAsked(args))
    return await ImportCommand.RunAsync(args);

var builder = PortalHost.CreateBuilder(args);
builder.AddPersistence();
builder.AddApi();
builder.AddSecurity();
builder.AddLake();
builder.AddStreams();
builder.AddPipeline();
builder.AddHealth();
builder.AddMetricsEndpoint();
builder.AddOpenApiDocument();
builder.AddJobs();
builder.AddPages();
builder.Services.AddWork();
builder.AddDemo();

return await PortalHost.RunAsync(builder.Build(), Map);

void Map(WebApplication app)
{
    app.UseSecurityHeaders();
    app.UsePages();
    app.UseApiProblems();
    app.UseAuthentication();
    app.UseSameOriginCheck();
    app.UseUnknownApiPath();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapHealth();
    app.MapMetricsEndpoint();
    app.MapOpenApiDocument();
    app.MapAccount();
    app.MapPasskeys();
    var api = app.MapApi();
    api.MapApiKeys();
    api.MapRules();
    api.MapAlerts();
    api.MapLake();
    api.MapStoredEvents();
    api.MapStreams(builder.Settings());
    app.MapPages();
}
