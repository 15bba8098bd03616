using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Hosting;

var builder = PortalHost.CreateBuilder(args);
builder.AddPersistence();
builder.AddApi();
builder.AddSecurity();
builder.AddLake();
builder.AddHealth();
builder.AddPages();
builder.Services.AddWork();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseApiProblems();
app.UsePages();
app.UseAuthentication();
app.UseSameOriginCheck();
app.UseUnknownApiPath();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealth();
app.MapAccount();
app.MapPasskeys();
var api = app.MapApi();
api.MapApiKeys();
app.MapPages();
return await PortalHost.RunAsync(app);
