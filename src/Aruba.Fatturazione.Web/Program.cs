using Aruba.Fatturazione.Web.Commands;

return await CommandLine.RunAsync(args);
