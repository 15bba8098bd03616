using BlazorLake.Portal.Hosting;

var builder = PortalHost.CreateBuilder(args);
builder.AddApi();
builder.AddSecurity();
builder.AddHealth();

var app = builder.Build();
app.UseApiProblems();
app.UseAuthentication();
app.UseAuthorization();
app.MapHealth();
app.MapApi();
return await PortalHost.RunAsync(app);
