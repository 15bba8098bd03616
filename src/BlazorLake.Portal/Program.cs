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
app.UseApiProblems();
app.UsePages();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealth();
app.MapApi();
app.MapPages();
return await PortalHost.RunAsync(app);
