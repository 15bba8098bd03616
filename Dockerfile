FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/BlazorLake.Portal/BlazorLake.Portal.csproj -c Release -o /app -nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# $APP_UID is the unprivileged user of the base image; both folders are volumes it can write.
RUN mkdir -p /data /lake && chown "$APP_UID" /data /lake
USER $APP_UID
ENV DataDirectory=/data ASPNETCORE_URLS=http://+:8080
VOLUME ["/data"]
EXPOSE 8080
ENTRYPOINT ["dotnet", "BlazorLake.Portal.dll"]
