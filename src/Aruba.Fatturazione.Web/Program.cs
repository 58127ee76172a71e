using Aruba.Fatturazione.Web;
using Aruba.Fatturazione.Web.Data;

var builder = WebApplication.CreateBuilder(args);
builder.AddStore();
var app = builder.Build();
await app.PrepareDatabaseAsync();
app.UseStore();
await app.RunAsync();
